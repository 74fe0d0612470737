package balanza.balancer.equal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/**
 * Whatever is said, it goes by the lane as it goes in the ordinary way, to the last byte. With
 * {@code -Djqwik.tries.default=10000} as many times so many conversations are had.
 */
class GeneratedEqualTest {
    /** At a time. */
    private static final int CONVERSATIONS = 8;

    private static Both both;

    @BeforeContainer
    static void start() throws IOException {
        both = new Both();
    }

    @AfterContainer
    static void judge() throws Exception {
        try (var ending = both) {
            ending.judge();
            assertThat(ending.inLane()).isPositive();
        }
    }

    @Provide
    Arbitrary<List<Conversation>> conversations() {
        return Conversations.any().list().ofSize(CONVERSATIONS);
    }

    @Property
    void goTheSameWay(@ForAll("conversations") List<Conversation> conversations) throws Exception {
        both.play(conversations);
    }
}
