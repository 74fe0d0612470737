package balanza.balancer.forward;

import balanza.contract.Endpoint;
import balanza.contract.Token;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import java.util.List;
import java.util.Locale;

/**
 * Copies header fields from one side to the other, less those that are meant for one connection only.
 *
 * <p>Source: RFC 9110 section 7.6.1 (hop-by-hop fields) and 7.6.3 (Via).
 */
public final class Headers {
    private static final String PSEUDONYM = "balanza";
    private static final CharSequence VIA = HttpHeaders.createOptimized("via");
    private static final CharSequence OUR_HOP = HttpHeaders.createOptimized("1.1 " + PSEUDONYM);

    private Headers() {}

    /** Whether a request has been through this balancer before, so that forwarding it would go round for ever. */
    public static boolean cameThroughHere(MultiMap headers) {
        if (!headers.contains(VIA)) {
            return false;
        }
        return headers.getAll(VIA).stream()
                .flatMap(value -> List.of(value.split(",", -1)).stream())
                .anyMatch(hop -> hop.strip().endsWith(" " + PSEUDONYM));
    }

    /** Whether one of the lists in {@code values} has {@code option}, in any case. */
    static boolean names(List<String> values, String option) {
        for (String list : values) {
            for (String entry : list.split(",", -1)) {
                if (entry.strip().equalsIgnoreCase(option)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** @param believed whether what the client says of whom it speaks for is passed on */
    static void toNode(MultiMap from, boolean believed, Endpoint node, MultiMap to) {
        List<String> connection = from.getAll(HttpHeaders.CONNECTION);
        from.forEach((name, value) -> {
            if (!isHopByHop(name)
                    && !names(connection, name)
                    && (believed || !Forwarded.isOurs(name))
                    && !isTokenOfOurs(name, value)) {
                to.add(name, value);
            }
        });
        to.set(HttpHeaders.HOST, node.toString());
        to.add(VIA, OUR_HOP);
    }

    /** Asks for a WebSocket, or agrees to one: the one use of {@code Upgrade} that passes. */
    static void upgrade(MultiMap to) {
        to.set(HttpHeaders.CONNECTION, "Upgrade").set(HttpHeaders.UPGRADE, "websocket");
    }

    static void toClient(MultiMap from, MultiMap to) {
        List<String> connection = from.getAll(HttpHeaders.CONNECTION);
        from.forEach((name, value) -> {
            if (!isHopByHop(name) && (!names(connection, name) || isFraming(name))) {
                to.add(name, value);
            }
        });
    }

    /** For an HTTP/2 client: Vert.x makes the names of an answer lower case, RFC 9113 section 8.2.1, but not those before one. */
    static MultiMap hints(MultiMap from) {
        MultiMap passed = HttpHeaders.headers();
        toClient(from, passed);
        MultiMap hints = HttpHeaders.headers();
        passed.forEach((name, value) -> hints.add(name.toLowerCase(Locale.ROOT), value));
        return hints;
    }

    /** Said by a node's {@code Connection}; the answer's length is not its to take away. */
    private static boolean isFraming(String name) {
        return name.equalsIgnoreCase("Content-Length");
    }

    /** A token of ours is for our control calls; a node must not get hold of one. */
    private static boolean isTokenOfOurs(String name, String value) {
        if (!name.equalsIgnoreCase("Authorization")) {
            return false;
        }
        int space = value.indexOf(' ');
        String scheme = space < 0 ? "" : value.substring(0, space);
        return (scheme.equalsIgnoreCase("JWT") || scheme.equalsIgnoreCase("Bearer"))
                && value.substring(space).strip().startsWith(Token.PREFIX);
    }

    private static boolean isHopByHop(String name) {
        return switch (name.length()) {
            case 2 -> name.equalsIgnoreCase("TE");
            case 7 -> name.equalsIgnoreCase("Upgrade") || name.equalsIgnoreCase("Trailer");
            case 10 -> name.equalsIgnoreCase("Connection") || name.equalsIgnoreCase("Keep-Alive");
            case 14 -> name.equalsIgnoreCase("HTTP2-Settings");
            case 16 -> name.equalsIgnoreCase("Proxy-Connection");
            case 17 -> name.equalsIgnoreCase("Transfer-Encoding");
            case 18 -> name.equalsIgnoreCase("Proxy-Authenticate");
            case 19 -> name.equalsIgnoreCase("Proxy-Authorization");
            default -> false;
        };
    }
}
