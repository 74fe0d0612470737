/**
 * The fast lane: plain requests, relayed byte by byte in front of Vert.x's decoder. It is the ordinary way of
 * {@code balanza.balancer.forward} done faster, and in nothing else different from it.
 */
package balanza.balancer.lane;
