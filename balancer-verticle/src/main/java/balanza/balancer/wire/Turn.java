package balanza.balancer.wire;

import io.netty.buffer.ByteBuf;
import io.vertx.core.Handler;
import io.vertx.core.internal.ContextInternal;
import org.jspecify.annotations.Nullable;

/** One request on a connection, and its answer: how far both have come. */
final class Turn {
    /** Before the first one. */
    static final Turn NONE = new Turn(new RequestHead(0, true, 0, false, false, false));

    private final RequestHead head;
    private final @Nullable ChunkScanner chunks;
    private long left;
    private boolean last;
    private boolean answerBegun;
    private boolean answerEnded;
    private boolean mayTunnel;
    private @Nullable Handler<Refusal> whenBroken;

    Turn(RequestHead head) {
        this.head = head;
        chunks = head.chunked() ? new ChunkScanner() : null;
        left = head.contentLength();
        last = head.closes();
        mayTunnel = head.upgrade();
    }

    /** @return how many of the bytes that come next belong to the request's body */
    int bodyIn(ByteBuf bytes) throws Refusal {
        if (chunks != null) {
            return chunks.scan(bytes);
        }
        int length = (int) Math.min(left, bytes.readableBytes());
        left -= length;
        return length;
    }

    /** Whether all of the request has come. */
    boolean whole() {
        return chunks == null ? left == 0 : chunks.ended();
    }

    boolean http10() {
        return head.http10();
    }

    /** Whether no other may follow: one side has said so. RFC 9112 section 9.6. */
    boolean last() {
        return last;
    }

    /** Whether the connection may become a tunnel. */
    boolean mayTunnel() {
        return mayTunnel;
    }

    void noTunnel() {
        mayTunnel = false;
    }

    boolean answerBegun() {
        return answerBegun;
    }

    /** @param saysLast whether the client is told that no other may follow */
    void answerBegins(boolean saysLast) {
        answerBegun = true;
        last |= saysLast;
    }

    void noOther() {
        last = true;
    }

    boolean answerEnded() {
        return answerEnded;
    }

    void answerEnds() {
        answerEnded = true;
    }

    void whenBroken(Handler<Refusal> told) {
        whenBroken = told;
    }

    /** The rest of the request is refused: the client is told, if that is still possible. */
    void broken(Refusal refusal, ContextInternal context) {
        if (whenBroken != null && !answerBegun) {
            context.emit(refusal, whenBroken);
        }
    }
}
