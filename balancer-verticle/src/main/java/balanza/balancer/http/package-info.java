/** What clients meet first: the ports, the fork between balance requests and control calls, and the way into the data plane. */
package balanza.balancer.http;
