package balanza.contract;

/**
 * Where a node listens. The host is always in its one canonical form (see {@link Host}), so that two endpoints are equal
 * exactly if they name the same place.
 *
 * @param host a name or an address; IPv6 without brackets
 * @param port 1 to 65535
 */
public record Endpoint(String host, int port) {
    /** @throws IllegalArgumentException if the host is malformed or the port out of range; the message says which */
    public Endpoint {
        host = Host.canonical(host);
        if (port < 1 || port > 65535) {
            throw new IllegalArgumentException("port: " + port + " (expected: a whole number from 1 to 65535)");
        }
    }

    /** The authority of RFC 3986 section 3.2: {@code host:port}, an IPv6 address in brackets. */
    @Override
    public String toString() {
        return host.indexOf(':') < 0 ? host + ":" + port : "[" + host + "]:" + port;
    }
}
