package balanza.balancer.wire;

/**
 * What the head of a request says about the connection, once nothing in it can be read in two ways.
 *
 * @param length of the head in bytes, the empty line at its end included
 * @param http10 whether the client speaks HTTP/1.0 only
 * @param contentLength of the body in bytes; 0 if there is none, or if it is chunked
 * @param chunked whether the body is chunked
 * @param closes whether the connection ends with the answer, RFC 9112 section 9.3
 * @param upgrade whether the client asks for a WebSocket, without a body
 */
public record RequestHead(
        int length, boolean http10, long contentLength, boolean chunked, boolean closes, boolean upgrade) {}
