package balanza.balancer;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import balanza.balancer.strict.RequestCase;
import balanza.balancer.strict.RequestCase.Reply;
import balanza.balancer.strict.RequestCorpus;
import balanza.balancer.strict.Seen;
import balanza.balancer.strict.StrictNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every request of the corpus through a real balancer to a node that judges each byte: nothing is smuggled, nothing malformed
 * is forwarded, and whoever comes next gets their own answer.
 */
class StrictRequestsTest {
    private static final Set<String> MAY_BE_CUT = new HashSet<>();

    private static Balancer balancer;
    private static StrictNode node;
    private static String app;
    private static int marks;

    @BeforeAll
    static void start() throws IOException {
        balancer = Balancer.ready();
        node = new StrictNode();
        app = balancer.app(node.endpoint());
    }

    /** What a node saw of a request that never ended is known when its connection is gone, and that may be after the test. */
    @AfterAll
    static void judge() throws IOException {
        balancer.close();
        node.close();
        assertThat(node.violations()).isEmpty();
        assertThat(node.taken()).isEmpty();
        assertThat(node.cut()).allSatisfy(line -> assertThat(MAY_BE_CUT)
                .anySatisfy(mark -> assertThat(line).contains("/" + mark + " ")));
    }

    static Stream<RequestCase> cases() {
        return RequestCorpus.all();
    }

    @Test
    void thereAreManyCasesAndNoneTwice() {
        assertThat(cases().map(RequestCase::toString)).hasSizeGreaterThan(300).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void isReadInOneWayInOnePiece(RequestCase asked) throws Exception {
        check(asked, Integer.MAX_VALUE);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void isReadInOneWayInSmallPieces(RequestCase asked) throws Exception {
        check(asked, 1 + asked.bytes().length() / 500);
    }

    private static void check(RequestCase template, int piece) throws Exception {
        var mark = "m" + ++marks;
        var asked = template.on(app, mark);
        if (asked.mayBeCut()) {
            MAY_BE_CUT.add(mark);
        }
        var expected = new ArrayList<String>();
        try (var client = balancer.connect()) {
            send(client, asked.bytes(), piece);
            for (var reply : asked.replies()) {
                expect(client, reply, expected);
            }
            if (asked.closes()) {
                assertThat(client.rest()).isEmpty();
            } else {
                client.send(get(mark + "-after"));
                expect(client, RequestCase.nodes("GET /" + mark + "-after 0"), expected);
            }
        }
        assertThat(balancer.ask(get(mark + "-probe")).body()).isEqualTo("GET /" + mark + "-probe 0");
        expected.add("GET /" + mark + "-probe 0");

        var taken = node.taken();
        assertThat(taken).extracting(Seen::told).isEqualTo(expected);
        assertThat(node.violations()).isEmpty();
        for (var reply : asked.replies()) {
            assertThat(taken.get(0).fields()).anyMatch(field -> reply.field().isEmpty() || field.equals(reply.field()));
        }
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

    /** In pieces of so many bytes, as far as the other side takes them. */
    private static void send(Wire client, String text, int piece) {
        var bytes = text.getBytes(ISO_8859_1);
        try {
            for (int at = 0; at < bytes.length; at += piece) {
                var end = (int) Math.min(bytes.length, (long) at + piece);
                client.send(Arrays.copyOfRange(bytes, at, end));
                if (end == bytes.length) {
                    return;
                }
            }
        } catch (IOException e) {
            // It has closed: the answer tells why.
        }
    }

    private static String get(String path) {
        return "GET /api/balance/" + app + "/" + path + " HTTP/1.1\r\nHost: x\r\n\r\n";
    }
}
