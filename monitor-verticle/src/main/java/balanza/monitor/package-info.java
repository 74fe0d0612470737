/** Finds out which nodes work, and says so. */
package balanza.monitor;
