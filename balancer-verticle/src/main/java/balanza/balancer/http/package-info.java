/** What clients see: the port, the control calls, and the way into the data plane. */
package balanza.balancer.http;
