/** The control calls: what they read, whom they ask over the bus, what they answer. */
package balanza.balancer.control;
