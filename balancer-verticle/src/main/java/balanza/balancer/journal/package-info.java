/** The access log on its way out. */
package balanza.balancer.journal;
