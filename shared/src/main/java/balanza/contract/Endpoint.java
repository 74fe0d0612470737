package balanza.contract;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import org.jspecify.annotations.Nullable;

/**
 * Where a node listens. The host is always in its one canonical form (see {@link Host}), so that two endpoints are equal
 * exactly if they name the same place.
 *
 * <p>Kept as its authority, which is wanted for each request; the host is wanted for each connection.
 */
@JsonPropertyOrder({"host", "port"})
public final class Endpoint {
    private final String authority;
    private final int port;

    /**
     * @param host a name or an address; IPv6 with or without brackets
     * @param port 1 to 65535
     * @throws IllegalArgumentException if the host is malformed or the port out of range; the message says which
     */
    @JsonCreator
    public Endpoint(@JsonProperty("host") String host, @JsonProperty("port") int port) {
        String canonical = Host.canonical(host);
        if (port < 1 || port > 65535) {
            throw new IllegalArgumentException("port: " + port + " (expected: a whole number from 1 to 65535)");
        }
        this.authority = canonical.indexOf(':') < 0 ? canonical + ":" + port : "[" + canonical + "]:" + port;
        this.port = port;
    }

    /** A name or an address; IPv6 without brackets. Made anew at each call. */
    @JsonProperty
    public String host() {
        int colon = authority.lastIndexOf(':');
        return authority.charAt(0) == '[' ? authority.substring(1, colon - 1) : authority.substring(0, colon);
    }

    /** From 1 to 65535. */
    @JsonProperty
    public int port() {
        return port;
    }

    /** The authority of RFC 3986 section 3.2: {@code host:port}, an IPv6 address in brackets. Always the same object. */
    @Override
    public String toString() {
        return authority;
    }

    @Override
    public boolean equals(@Nullable Object o) {
        return o instanceof Endpoint other && authority.equals(other.authority);
    }

    @Override
    public int hashCode() {
        return authority.hashCode();
    }
}
