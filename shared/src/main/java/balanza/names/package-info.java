/**
 * Where the hosts of nodes become addresses: one place for all that connect to nodes, so that all of them use every address
 * of a name, none keeps an answer too long, and no event loop ever waits for a look-up.
 */
package balanza.names;
