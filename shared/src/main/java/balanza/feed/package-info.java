/** How a process comes to know all apps, and goes on knowing them. */
package balanza.feed;
