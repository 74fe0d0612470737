/** What happens when nodes and balancers fail, leave and come back under load. */
package balanza.chaos;
