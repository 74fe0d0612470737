package balanza.balancer.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.vertx.core.MultiMap;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/**
 * An answer before the answer, as it goes onto the wire: without fields that are for one connection only, about a body that
 * it has not, or that are malformed.
 *
 * <p>Source: RFC 9110 sections 7.6.1 and 15.2.
 */
public final class InterimHead {
    private static final Set<String> FOR_ONE_HOP = Set.of(
            "connection",
            "content-length",
            "keep-alive",
            "proxy-authenticate",
            "proxy-connection",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade");

    private InterimHead() {}

    /**
     * The bytes of one.
     *
     * @param headers as the node sent them
     */
    public static ByteBuf bytes(int status, MultiMap headers) {
        StringBuilder head = new StringBuilder("HTTP/1.1 ")
                .append(HttpResponseStatus.valueOf(status))
                .append("\r\n");
        Set<String> left = namedByConnection(headers);
        headers.forEach((name, value) -> {
            String lower = name.toLowerCase(Locale.ROOT);
            if (!FOR_ONE_HOP.contains(lower) && !left.contains(lower) && isSound(name, value)) {
                head.append(name).append(": ").append(value).append("\r\n");
            }
        });
        return Unpooled.wrappedBuffer(head.append("\r\n").toString().getBytes(ISO_8859_1));
    }

    private static Set<String> namedByConnection(MultiMap headers) {
        Set<String> names = new TreeSet<>();
        for (String value : headers.getAll("connection")) {
            for (String name : value.toLowerCase(Locale.ROOT).split(",", -1)) {
                names.add(name.strip());
            }
        }
        return names;
    }

    private static boolean isSound(String name, String value) {
        return !name.isEmpty()
                && name.chars().allMatch(c -> c < 128 && Grammar.isToken((byte) c))
                && value.chars().allMatch(c -> c < 256 && Grammar.isValue((byte) c));
    }
}
