/** A running Balanza for tests that see it from outside: its processes, clients, nodes and load. */
package balanza.e2e.site;
