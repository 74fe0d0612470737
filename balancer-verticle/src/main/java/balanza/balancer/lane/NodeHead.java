package balanza.balancer.lane;

import static balanza.balancer.lane.HeadBuffer.ascii;
import static java.nio.charset.StandardCharsets.ISO_8859_1;

import balanza.balancer.forward.Headers;
import balanza.balancer.wire.FieldTable;
import balanza.balancer.wire.Grammar;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;

/** Writes the head of a request as a node gets it. */
final class NodeHead {
    private static final byte[] VERSION = ascii(" HTTP/1.1\r\n");
    private static final byte[] HOST = ascii("host: ");
    private static final byte[] HOP = ascii("\r\nvia: 1.1 " + Headers.PSEUDONYM + "\r\nX-Request-Id: ");
    private static final byte[] END = ascii("\r\n\r\n");

    private final HeadBuffer out = new HeadBuffer();

    /**
     * The head of {@code request}.
     *
     * @param node {@code host:port}
     * @param id of the request
     * @return the caller's
     */
    ByteBuf of(PlainRequest request, String node, Peer peer, String id, ByteBufAllocator memory) {
        byte[] head = request.head();
        out.clear();
        out.put(request.method().name()).put(" ");
        if (request.appEnd() == request.targetEnd() || head[request.appEnd()] != '/') {
            out.put("/");
        }
        out.put(head, request.appEnd(), request.targetEnd()).put(VERSION);
        putFields(head, request.fields());
        out.put(HOST).put(node).put(HOP).put(id);
        out.put(peer.before()).put(head, request.hostFrom(), request.hostTo());
        out.put(peer.after()).put(head, request.appFrom(), request.appEnd());
        out.put(END);
        ByteBuf bytes = memory.directBuffer(out.length());
        out.writeTo(bytes);
        return bytes;
    }

    private void putFields(byte[] head, FieldTable fields) {
        for (int i = 0; i < fields.count(); i++) {
            int from = fields.name(i);
            int to = fields.nameEnd(i);
            if (!Headers.ONE_HOP.contains(head, from, to)
                    && !Headers.OURS.contains(head, from, to)
                    && !Grammar.equal(head, from, to, "host")
                    && !isTokenOfOurs(head, fields, i)) {
                out.putField(head, fields, i);
            }
        }
    }

    private static boolean isTokenOfOurs(byte[] head, FieldTable fields, int i) {
        return Grammar.equal(head, fields.name(i), fields.nameEnd(i), "authorization")
                && Headers.isTokenOfOurs(new String(head, fields.from(i), fields.to(i) - fields.from(i), ISO_8859_1));
    }
}
