/** The certificate that clients are shown: read from its files, checked, and renewed when they change. */
package balanza.balancer.tls;
