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
 * Whoever stalls, is slow or goes down, it goes by the lane as it goes in the ordinary way. With
 * {@code -Dbalanza.rounds=100} a hundred times so many conversations are had.
 */
class TroubledEqualTest {
    /** At a time: they wait nearly all the time. */
    private static final int STALLS = 48;

    private static final int CHANGES = 8;

    /** At a time: they move much. */
    private static final int SLOW = 4;

    private static final int ROUNDS = Integer.getInteger("balanza.rounds", 1);

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
    Arbitrary<List<Conversation>> stalls() {
        return some(STALLS, Stalls.any());
    }

    @Property(tries = 4)
    void whoeverStalls(@ForAll("stalls") List<Conversation> conversations) throws Exception {
        play(STALLS, conversations);
    }

    @Provide
    Arbitrary<List<Conversation>> changes() {
        return some(CHANGES, Changes.any());
    }

    @Property(tries = 30)
    void whateverBecomesOfANode(@ForAll("changes") List<Conversation> conversations) throws Exception {
        play(CHANGES, conversations);
    }

    @Provide
    Arbitrary<List<Conversation>> slowSides() {
        return some(SLOW, SlowSides.any());
    }

    @Property(tries = 5)
    void whoeverIsSlow(@ForAll("slowSides") List<Conversation> conversations) throws Exception {
        play(SLOW, conversations);
    }

    private static Arbitrary<List<Conversation>> some(int atATime, Arbitrary<Conversation> any) {
        return any.list().ofSize(atATime * ROUNDS);
    }

    private static void play(int atATime, List<Conversation> conversations) throws Exception {
        for (int i = 0; i < conversations.size(); i += atATime) {
            both.play(conversations.subList(i, Math.min(i + atATime, conversations.size())));
        }
    }
}
