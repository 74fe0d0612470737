package balanza.balancer;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.netty.handler.codec.http2.Http2Headers;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

/** What came on a stream of HTTP/2. */
final class Http2Received {
    final ByteArrayOutputStream body = new ByteArrayOutputStream();
    final List<Http2Headers> interim = new ArrayList<>();
    Http2Headers head;
    Long reset;
    boolean ended;

    int status() {
        if (head == null) {
            throw new AssertionError("no answer, reset: " + reset);
        }
        return Integer.parseInt(head.status().toString());
    }

    String body() {
        return body.toString(ISO_8859_1);
    }
}
