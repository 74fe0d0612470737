package balanza.balancer.wire;

import static io.netty.handler.codec.ByteToMessageDecoder.MERGE_CUMULATOR;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.vertx.core.http.HttpMethod;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The answer to one request, from before its first byte to its last. Only what is surely the answer is passed on.
 *
 * <p>What it passes on begins with the answer's {@link #head} where that has just come; {@link #fields} and {@link #data} say
 * what is where in it.
 */
public final class AwaitedAnswer {
    private static final int INTERIM_ANSWERS = 16;

    private final HttpMethod method;
    private final boolean upgrade;
    private final Interim interim;

    private final FieldTable fields;
    private final DataTable data;

    private AnswerScanner scanner;
    private int interimAnswers;
    private @Nullable ByteBuf held;
    private @Nullable AnswerHead head;
    private @Nullable AnswerBody body;
    private boolean tunnel;
    private boolean whole;
    private boolean last;
    private boolean decoded;

    /** @param upgrade whether 101 is a possible answer */
    AwaitedAnswer(HttpMethod method, boolean upgrade, Interim interim) {
        this(method, upgrade, interim, new FieldTable(), new DataTable());
    }

    /**
     * For who wants to know what is where in it.
     *
     * @param upgrade whether 101 is a possible answer
     * @param fields is filled with those of the head
     * @param data is filled, each time, with the places of the body's own bytes
     */
    public AwaitedAnswer(HttpMethod method, boolean upgrade, Interim interim, FieldTable fields, DataTable data) {
        this.fields = fields;
        this.data = data;
        scanner = new AnswerScanner(fields);
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
    public void read(ByteBuf in, ByteBufAllocator memory, Consumer<ByteBuf> decoder) throws MalformedAnswer {
        data.clear();
        if (body != null) {
            passBody(in, in.readerIndex(), body, decoder);
            return;
        }
        ByteBuf come = held == null ? in : MERGE_CUMULATOR.cumulate(memory, held, in);
        held = come;
        AnswerHead facts = scanner.scan(come);
        while (facts != null && facts.interim()) {
            interim(facts);
            come.skipBytes(facts.bytes());
            scanner = new AnswerScanner(fields);
            facts = scanner.scan(come);
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
            decoder.accept(come);
            return;
        }
        head = facts;
        last = facts.close();
        body = facts.bodyOf(method, data);
        passBody(come, come.readerIndex() + facts.bytes(), body, decoder);
    }

    /** What its head says; {@code null} as long as that is not whole. */
    public @Nullable AnswerHead head() {
        return head;
    }

    /** The node has ended the connection, in good order, which {@link #endsWithConnection}. */
    public void end() {
        whole = true;
    }

    /** Whether its last byte was passed on, or will be at once. */
    public boolean whole() {
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
    public boolean last() {
        return last;
    }

    /** Whether what follows is not HTTP. */
    boolean tunnel() {
        return tunnel;
    }

    public boolean endsWithConnection() {
        return body != null && body.endsWithConnection();
    }

    /** Frees the memory of a head that is not whole. */
    public void release() {
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
