/** How a request gets to a node and the answer back. */
package balanza.balancer.forward;
