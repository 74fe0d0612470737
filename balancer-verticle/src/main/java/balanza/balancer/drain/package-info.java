/** Waiting until nothing is under way any more, in any balancer, to a node that was taken out. */
package balanza.balancer.drain;
