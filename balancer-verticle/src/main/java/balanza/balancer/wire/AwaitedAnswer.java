package balanza.balancer.wire;

import static io.netty.handler.codec.ByteToMessageDecoder.MERGE_CUMULATOR;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.vertx.core.http.HttpMethod;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The answer to one request, from before its first byte to its last. Only what is surely the answer is passed on. */
final class AwaitedAnswer {
    private static final int INTERIM_ANSWERS = 16;

    private final HttpMethod method;
    private final boolean upgrade;
    private final Interim interim;

    private AnswerScanner scanner = new AnswerScanner();
    private int interimAnswers;
    private @Nullable ByteBuf held;
    private @Nullable AnswerBody body;
    private boolean tunnel;
    private boolean whole;
    private boolean last;
    private boolean decoded;

    /** @param upgrade whether 101 is a possible answer */
    AwaitedAnswer(HttpMethod method, boolean upgrade, Interim interim) {
        this.method = method;
        this.upgrade = upgrade;
        this.interim = interim;
    }

    /**
     * Takes what came, until it is {@link #whole}.
     *
     * @param in is released, or passed on
     * @param decoder is given what is good, even if something behind it is not
     */
    void read(ByteBuf in, ByteBufAllocator memory, Consumer<ByteBuf> decoder) throws MalformedAnswer {
        if (body != null) {
            passBody(in, in.readerIndex(), body, decoder);
            return;
        }
        ByteBuf head = held == null ? in : MERGE_CUMULATOR.cumulate(memory, held, in);
        held = head;
        AnswerHead facts = scanner.scan(head);
        while (facts != null && facts.interim()) {
            interim(facts);
            head.skipBytes(facts.bytes());
            scanner = new AnswerScanner();
            facts = scanner.scan(head);
        }
        if (facts == null) {
            return;
        }
        boolean switched = facts.status() == AnswerHead.SWITCHING_PROTOCOLS;
        if (switched && !upgrade) {
            throw new MalformedAnswer("It switches protocols, and nobody asked it to");
        }
        held = null;
        if (switched) {
            tunnel = true;
            decoder.accept(head);
            return;
        }
        last = facts.close();
        body = facts.bodyOf(method);
        passBody(head, head.readerIndex() + facts.bytes(), body, decoder);
    }

    /** The node has ended the connection, in good order, which {@link #endsWithConnection}. */
    void end() {
        whole = true;
    }

    /** Whether its last byte was passed on, or will be at once. */
    boolean whole() {
        return whole;
    }

    /** The decoder has come to its end too. */
    void sawDecoded() {
        decoded = true;
    }

    boolean decoded() {
        return decoded;
    }

    /** Whether nothing may follow on its connection: the node said so, or has sent more than the answer. */
    boolean last() {
        return last;
    }

    /** Whether what follows is not HTTP. */
    boolean tunnel() {
        return tunnel;
    }

    boolean endsWithConnection() {
        return body != null && body.endsWithConnection();
    }

    /** Frees the memory of a head that is not whole. */
    void release() {
        if (held != null) {
            held.release();
            held = null;
        }
    }

    private void interim(AnswerHead head) throws MalformedAnswer {
        if (++interimAnswers > INTERIM_ANSWERS) {
            throw new MalformedAnswer("More than " + INTERIM_ANSWERS + " answers came before it");
        }
        interim.answer(head.status(), head.fields());
    }

    private void passBody(ByteBuf in, int from, AnswerBody rest, Consumer<ByteBuf> decoder) throws MalformedAnswer {
        int end = rest.take(in, from);
        whole = rest.whole();
        if (end == in.writerIndex()) {
            decoder.accept(in);
            return;
        }
        last = true;
        try {
            if (end > in.readerIndex()) {
                decoder.accept(in.readRetainedSlice(end - in.readerIndex()));
            }
        } finally {
            in.release();
        }
        String wrong = rest.wrong();
        if (wrong != null) {
            throw new MalformedAnswer(wrong);
        }
    }
}
