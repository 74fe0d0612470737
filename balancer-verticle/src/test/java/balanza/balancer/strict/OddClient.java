package balanza.balancer.strict;

import static org.assertj.core.api.Assertions.assertThat;

import balanza.balancer.Answer;
import balanza.balancer.Wire;
import balanza.balancer.strict.OddAnswer.Asking;
import balanza.balancer.strict.OddAnswer.Expected;
import java.io.IOException;
import java.util.List;
import java.util.Locale;

/** A client that asks for an odd answer, and knows what it must see. */
public final class OddClient {
    private OddClient() {}

    /**
     * Asks, and fails unless it sees what is expected.
     *
     * @param app the path of an app whose node is an {@link OddNode}
     */
    public static void ask(OddAnswer odd, Wire client, String app) throws IOException {
        client.send(odd.asking().request(app + OddNode.ODD));
        check(odd, client);
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
                        .toLowerCase(Locale.ROOT)
                        .contains("content-length: " + parts.get(1).length());
    }
}
