/**
 * HTTP/1 to the letter: small handlers in front of the decoders of both sides, which see every byte first and let nothing
 * through that two parties could read in two ways.
 */
package balanza.balancer.wire;
