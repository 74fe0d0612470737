/** How a process starts and ends: settings, the cluster, health, and every service that is on the class path. */
package balanza.runtime;
