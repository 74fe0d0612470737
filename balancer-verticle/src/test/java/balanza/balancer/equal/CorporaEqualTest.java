package balanza.balancer.equal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every case of the corpora goes by the lane as it goes in the ordinary way, to the last byte. */
@Execution(ExecutionMode.CONCURRENT)
class CorporaEqualTest {
    /** Of the requests of the corpora, so many at least are of a kind that the lane takes. */
    private static final int IN_LANE = 500;

    private static Both both;

    @BeforeAll
    static void start() throws IOException {
        both = new Both();
    }

    @AfterAll
    static void judge() throws Exception {
        try (var ending = both) {
            ending.judge();
            assertThat(ending.inLane()).isGreaterThan(IN_LANE);
        }
    }

    static Stream<Conversation> conversations() {
        return Stream.of(Corpora.requests(), Corpora.piecemeal(), Corpora.answers())
                .flatMap(all -> all);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("conversations")
    void goesTheSameWay(Conversation conversation) throws Exception {
        both.play(conversation);
    }
}
