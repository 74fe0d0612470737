/**
 * What the services say to one another: requests, events, and the things they speak of. Plain values; nothing here does
 * anything.
 */
package balanza.contract;
