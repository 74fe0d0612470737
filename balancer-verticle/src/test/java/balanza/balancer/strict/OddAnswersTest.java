package balanza.balancer.strict;

import static org.assertj.core.api.Assertions.assertThat;

import balanza.balancer.Answer;
import balanza.balancer.Balancer;
import balanza.balancer.Wire;
import balanza.balancer.strict.OddAnswer.Asking;
import balanza.balancer.strict.OddAnswer.Expected;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What a client sees of each {@link OddAnswer}, and that clients after it get their own answers: the balancer takes the last
 * used connection first, so if it kept the odd one, they are on it.
 */
class OddAnswersTest {
    private static final int PROBES = 3;

    private static Balancer balancer;

    @BeforeAll
    static void start() throws IOException {
        balancer = Balancer.ready();
    }

    @AfterAll
    static void closeBalancer() {
        balancer.close();
    }

    static Stream<OddAnswer> answers() {
        return OddAnswers.all().stream()
                .flatMap(odd -> odd.expected() instanceof Expected.Failed && odd.asking() == Asking.GET
                        ? Stream.of(odd, odd.to(Asking.POST))
                        : Stream.of(odd));
    }

    @ParameterizedTest
    @MethodSource("answers")
    void isSeenAsItMustBe(OddAnswer odd) throws Exception {
        try (var node = new OddNode(odd)) {
            var app = "/api/balance/" + balancer.app(node.endpoint());

            try (var client = balancer.connect()) {
                client.send(odd.asking().request(app + OddNode.ODD));
                check(odd, client);
                node.delivered();
            }
            for (int i = 0; i < PROBES; i++) {
                assertThat(balancer.get(app + "/probe-" + i).body()).isEqualTo("/probe-" + i);
            }
        }
    }

    private static void check(OddAnswer odd, Wire client) throws IOException {
        if (odd.expected() instanceof Expected.Relayed relayed) {
            var answer = unframed(finalAnswer(odd, client));
            assertThat(answer).isEqualTo(relayed.answer());
        } else if (odd.expected() instanceof Expected.Failed) {
            assertThat(finalAnswer(odd, client).error()).startsWith(odd.asking() == Asking.POST ? "502/05" : "412/04");
        } else {
            var seen = client.rest();
            assertThat(seen).doesNotContain(OddAnswer.POISON, "\r\n0\r\n").doesNotContainPattern("HTTP/1.1 [345]");
            assertThat(isWhole(seen)).as(seen).isFalse();
        }
    }

    private static Answer finalAnswer(OddAnswer odd, Wire client) throws IOException {
        for (; ; ) {
            var answer = odd.asking() == Asking.HEAD ? client.answerToHead() : client.answer();
            if (answer.status() >= 200) {
                return answer;
            }
        }
    }

    private static Answer unframed(Answer answer) {
        return new Answer(
                answer.statusLine(),
                answer.lines().stream()
                        .filter(line -> !line.regionMatches(true, 0, "Transfer-Encoding:", 0, 18))
                        .toList(),
                answer.body());
    }

    /** Whether an answer with a length has all of it. */
    private static boolean isWhole(String seen) {
        var parts = List.of(seen.split("\r\n\r\n", 2));
        return parts.size() == 2
                && parts.get(0)
                        .toLowerCase(java.util.Locale.ROOT)
                        .contains("content-length: " + parts.get(1).length());
    }
}
