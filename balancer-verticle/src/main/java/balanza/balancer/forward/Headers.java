package balanza.balancer.forward;

import balanza.contract.Endpoint;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import java.util.List;

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

    static void toNode(MultiMap from, Endpoint node, MultiMap to) {
        copy(from, to);
        to.set(HttpHeaders.HOST, node.toString());
        to.add(VIA, OUR_HOP);
    }

    static void toClient(MultiMap from, MultiMap to) {
        copy(from, to);
    }

    private static void copy(MultiMap from, MultiMap to) {
        List<String> connection = from.getAll(HttpHeaders.CONNECTION);
        from.forEach((name, value) -> {
            if (!isHopByHop(name) && !isNamedBy(connection, name)) {
                to.add(name, value);
            }
        });
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

    private static boolean isNamedBy(List<String> connection, String name) {
        for (String options : connection) {
            for (String option : options.split(",", -1)) {
                if (option.strip().equalsIgnoreCase(name) && !isNeededEndToEnd(name)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Fields that {@code Connection} must not be able to take away from the node. */
    private static boolean isNeededEndToEnd(String name) {
        return name.equalsIgnoreCase("Host")
                || name.equalsIgnoreCase("Content-Length")
                || name.equalsIgnoreCase("Authorization")
                || name.equalsIgnoreCase("Cookie")
                || name.equalsIgnoreCase("Via");
    }
}
