package balanza.balancer.strict;

import static org.assertj.core.api.Assertions.assertThat;

import balanza.balancer.Balancer;
import balanza.balancer.strict.OddAnswer.Asking;
import balanza.balancer.strict.OddAnswer.Expected;
import java.io.IOException;
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
                OddClient.ask(odd, client, app);
                node.delivered();
            }
            for (int i = 0; i < PROBES; i++) {
                assertThat(balancer.get(app + "/probe-" + i).body()).isEqualTo("/probe-" + i);
            }
        }
    }
}
