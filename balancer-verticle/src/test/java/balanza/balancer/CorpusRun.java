package balanza.balancer;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import balanza.balancer.strict.RequestCase;
import balanza.balancer.strict.RequestCase.Reply;
import balanza.balancer.strict.Seen;
import balanza.balancer.strict.StrictNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Runs cases of the corpus, one after another, against one port, one app there and the one node that it has. */
final class CorpusRun {
    private final int port;
    private final String app;
    private final StrictNode node;
    private final Set<String> mayBeCut = new HashSet<>();
    private int marks;

    CorpusRun(int port, String app, StrictNode node) {
        this.port = port;
        this.app = app;
        this.node = node;
    }

    /**
     * Runs one case, then asks for something on a fresh connection.
     *
     * @param piece as many bytes are sent at a time
     */
    void check(RequestCase template, int piece) throws IOException {
        var mark = "m" + ++marks;
        var asked = template.on(app, mark);
        if (asked.mayBeCut()) {
            mayBeCut.add(mark);
        }
        var expected = new ArrayList<String>();
        try (var client = Wire.to(port)) {
            send(client, asked.bytes(), piece);
            for (var reply : asked.replies()) {
                expect(client, reply, expected);
            }
            if (asked.closes()) {
                assertThat(client.rest()).isEmpty();
            } else {
                expectOwn(client, mark + "-after", expected);
            }
        }
        try (var probe = Wire.to(port)) {
            expectOwn(probe, mark + "-probe", expected);
        }
        var taken = node.taken();
        assertThat(taken).extracting(Seen::told).isEqualTo(expected);
        assertThat(node.violations()).isEmpty();
        for (var reply : asked.replies()) {
            assertThat(taken.get(0).fields()).anyMatch(field -> reply.field().isEmpty() || field.equals(reply.field()));
        }
    }

    /** When the node's connections are gone: only then is it known what it saw of requests that never ended. */
    void judge() {
        assertThat(node.violations()).isEmpty();
        assertThat(node.taken()).isEmpty();
        assertThat(node.cut()).allSatisfy(line -> assertThat(mayBeCut)
                .anySatisfy(mark -> assertThat(line).contains("/" + mark + " ")));
    }

    private void expectOwn(Wire client, String path, List<String> expected) throws IOException {
        client.send("GET /api/balance/" + app + "/" + path + " HTTP/1.1\r\nHost: x\r\n\r\n");
        expect(client, RequestCase.nodes("GET /" + path + " 0"), expected);
    }

    private static void expect(Wire client, Reply reply, List<String> expected) throws IOException {
        var answer = reply.toHead() ? client.answerToHead() : client.answer();
        assertThat(answer.status()).as(answer.body()).isEqualTo(reply.status());
        if (!reply.seen().isEmpty()) {
            expected.add(reply.seen());
            assertThat(answer.body()).isEqualTo(reply.toHead() ? "" : reply.seen());
        } else if (answer.status() >= 400) {
            assertThat(answer.json().getString("status_code")).isEqualTo(Integer.toString(reply.status()));
        }
    }

    /** As far as the other side takes it. */
    private static void send(Wire client, String text, int piece) {
        var bytes = text.getBytes(ISO_8859_1);
        try {
            for (int at = 0; at < bytes.length; at += Math.min(piece, bytes.length)) {
                client.send(Arrays.copyOfRange(bytes, at, Math.min(bytes.length - at, piece) + at));
            }
        } catch (IOException e) {
            // It has closed: the answer tells why.
        }
    }
}
