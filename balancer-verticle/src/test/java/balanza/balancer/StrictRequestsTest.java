package balanza.balancer;

import static org.assertj.core.api.Assertions.assertThat;

import balanza.balancer.strict.RequestCase;
import balanza.balancer.strict.RequestCorpus;
import balanza.balancer.strict.StrictNode;
import java.io.IOException;
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
    private static Balancer balancer;
    private static StrictNode node;
    private static CorpusRun run;

    @BeforeAll
    static void start() throws IOException {
        balancer = Balancer.ready();
        node = new StrictNode();
        run = new CorpusRun(balancer.endpoint().port(), balancer.app(node.endpoint()), node);
    }

    @AfterAll
    static void judge() throws IOException {
        balancer.close();
        node.close();
        run.judge();
    }

    static Stream<RequestCase> cases() {
        return RequestCorpus.all();
    }

    @Test
    void thereAreManyCasesAndNoneTwice() {
        assertThat(cases().map(RequestCase::toString)).hasSizeGreaterThan(500).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void isReadInOneWayInOnePiece(RequestCase asked) throws Exception {
        run.check(asked, Integer.MAX_VALUE);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void isReadInOneWayInSmallPieces(RequestCase asked) throws Exception {
        run.check(asked, 1 + asked.bytes().length() / 500);
    }
}
