package balanza.balancer.lane;

import static balanza.balancer.lane.HeadBuffer.ascii;
import static java.nio.charset.StandardCharsets.ISO_8859_1;

import balanza.balancer.forward.Headers;
import balanza.balancer.wire.AnswerHead;
import balanza.balancer.wire.FieldTable;
import balanza.balancer.wire.Grammar;
import io.netty.buffer.ByteBuf;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes the head of an answer as the client gets it. */
final class ClientHead {
    private static final byte[] VERSION = ascii("HTTP/1.1 ");
    private static final int CODE_END = VERSION.length + 3;
    private static final byte[] COOKIE = ascii("set-cookie: ");
    private static final byte[] CHUNKED = ascii("transfer-encoding: chunked\r\n");
    private static final byte[] CLOSE = ascii("connection: close\r\n");

    private final HeadBuffer out = new HeadBuffer();
    private byte[] in = new byte[4 * 1024];

    /**
     * Puts it together.
     *
     * @param answer begins with the node's head
     * @param cookie that makes the client stay with its node; {@code null} for none
     * @param chunked whether the body will come in chunks
     * @param closes whether the connection ends with the answer
     * @return good until the next one
     */
    HeadBuffer of(
            ByteBuf answer,
            AnswerHead facts,
            FieldTable fields,
            @Nullable String cookie,
            boolean chunked,
            boolean closes) {
        int length = facts.bytes();
        if (in.length < length) {
            in = new byte[length];
        }
        answer.getBytes(answer.readerIndex(), in, 0, length);
        out.clear();
        putStatus();
        if (cookie != null) {
            out.put(COOKIE).put(cookie).endLine();
        }
        putFields(fields, facts.status() == 204);
        if (chunked) {
            out.put(CHUNKED);
        }
        if (closes) {
            out.put(CLOSE);
        }
        return out.endLine();
    }

    /** In our version, and the reason without the space around it. */
    private void putStatus() {
        int end = CODE_END;
        while (in[end] != '\r') {
            end++;
        }
        int from = CODE_END;
        while (from < end && Grammar.isSpace(in[from])) {
            from++;
        }
        while (end > from && Grammar.isSpace(in[end - 1])) {
            end--;
        }
        out.put(VERSION)
                .put(in, VERSION.length, CODE_END)
                .put(" ")
                .put(in, from, end)
                .endLine();
    }

    private void putFields(FieldTable fields, boolean withoutLength) {
        List<String> options = List.of();
        for (int i = 0; i < fields.count(); i++) {
            if (Grammar.equal(in, fields.name(i), fields.nameEnd(i), "connection")) {
                options = more(options, fields.from(i), fields.to(i));
            }
        }
        for (int i = 0; i < fields.count(); i++) {
            boolean length = Grammar.equal(in, fields.name(i), fields.nameEnd(i), "content-length");
            boolean passes = length ? !withoutLength : !Headers.ONE_HOP.contains(in, fields.name(i), fields.nameEnd(i));
            if (passes && (length || !isNamed(options, fields.name(i), fields.nameEnd(i)))) {
                out.putField(in, fields, i);
            }
        }
    }

    /** What is named here is for this connection only. */
    private List<String> more(List<String> options, int from, int to) {
        if (Grammar.equal(in, from, to, "close") || Grammar.equal(in, from, to, "keep-alive")) {
            return options;
        }
        List<String> all = new ArrayList<>(options);
        all.addAll(Arrays.asList(new String(in, from, to - from, ISO_8859_1).split(",", -1)));
        return all;
    }

    private boolean isNamed(List<String> options, int from, int to) {
        if (options.isEmpty()) {
            return false;
        }
        String name = new String(in, from, to - from, ISO_8859_1);
        return options.stream().anyMatch(option -> option.strip().equalsIgnoreCase(name));
    }
}
