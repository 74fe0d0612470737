package balanza.balancer.forward;

import balanza.balancer.wire.NameSet;
import balanza.contract.Endpoint;
import balanza.contract.Token;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Copies header fields from one side to the other, less those that are meant for one connection only.
 *
 * <p>Source: RFC 9110 section 7.6.1 (hop-by-hop fields) and 7.6.3 (Via).
 */
public final class Headers {
    /** Fields for one connection only, whichever way they go. */
    public static final NameSet ONE_HOP = NameSet.of(
            "connection",
            "http2-settings",
            "keep-alive",
            "proxy-authenticate",
            "proxy-authorization",
            "proxy-connection",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade");

    /** Fields that only we or a trusted proxy may set. */
    public static final NameSet OURS = NameSet.ofAlike(
            "forwarded",
            "x-real-ip",
            "x-request-id",
            "x-forwarded-for",
            "x-forwarded-host",
            "x-forwarded-port",
            "x-forwarded-proto",
            "x-forwarded-prefix");

    /** Under which name we sign in {@code Via}. */
    public static final String PSEUDONYM = "balanza";

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

    /** The fields that {@code Connection} names, in lower case, besides those that are for one connection anyway. */
    private static Set<String> namedByConnection(MultiMap fields) {
        if (!fields.contains(HttpHeaders.CONNECTION)) {
            return Set.of();
        }
        Set<String> named = Set.of();
        for (String list : fields.getAll(HttpHeaders.CONNECTION)) {
            if (list.equalsIgnoreCase("keep-alive") || list.equalsIgnoreCase("close")) {
                continue; // As it mostly is: no field has such a name that passes.
            }
            named = named.isEmpty() ? new HashSet<>() : named;
            for (String entry : list.split(",", -1)) {
                named.add(entry.strip().toLowerCase(Locale.ROOT));
            }
        }
        return named;
    }

    private static boolean isNamed(Set<String> inLowerCase, String name) {
        return !inLowerCase.isEmpty() && inLowerCase.contains(name.toLowerCase(Locale.ROOT));
    }

    /** The value of the cookie of this name in a {@code Cookie} field, {@code null} if it has none. */
    public static @Nullable String cookie(String field, String name) {
        for (String cookie : field.split(";", -1)) {
            String pair = cookie.strip();
            if (pair.startsWith(name) && pair.length() > name.length() && pair.charAt(name.length()) == '=') {
                return pair.substring(name.length() + 1);
            }
        }
        return null;
    }

    /** @param believed whether what the client says of whom it speaks for is passed on */
    static void toNode(MultiMap from, boolean believed, Endpoint node, MultiMap to) {
        Set<String> named = namedByConnection(from);
        from.forEach((name, value) -> {
            if (!ONE_HOP.contains(name)
                    && !isNamed(named, name)
                    && (believed || !OURS.contains(name))
                    && !(name.equalsIgnoreCase("Authorization") && isTokenOfOurs(value))) {
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
        Set<String> named = namedByConnection(from);
        from.forEach((name, value) -> {
            if (!ONE_HOP.contains(name) && (!isNamed(named, name) || isFraming(name))) {
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

    /** Whether an {@code Authorization} is for our control calls; a node must not get hold of such a one. */
    public static boolean isTokenOfOurs(String value) {
        int space = value.replace('\t', ' ').indexOf(' ');
        String scheme = space < 0 ? "" : value.substring(0, space);
        return (scheme.equalsIgnoreCase("JWT") || scheme.equalsIgnoreCase("Bearer"))
                && value.substring(space).strip().startsWith(Token.PREFIX);
    }
}
