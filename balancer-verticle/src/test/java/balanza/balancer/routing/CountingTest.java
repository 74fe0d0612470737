package balanza.balancer.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class CountingTest {
    private static final int LOOPS = 8;
    private static final int TURNS = 100_000;

    private final AtomicInteger count = new AtomicInteger();

    @Test
    void countsUpToTheLimitAndNoFurther() {
        assertThat(Counting.upTo(2, count)).isTrue();
        assertThat(Counting.upTo(2, count)).isTrue();
        assertThat(Counting.upTo(2, count)).isFalse();
        assertThat(Counting.upTo(0, new AtomicInteger())).isFalse();
        assertThat(count).hasValue(2);
    }

    @Test
    void noneOfManyCountsIsLost() {
        var counted = new AtomicInteger();

        Together.run(LOOPS, loop -> {
            var mine = 0;
            for (int i = 0; i < TURNS; i++) {
                mine += Counting.upTo(LOOPS * TURNS / 2, count) ? 1 : 0;
            }
            counted.addAndGet(mine);
        });

        assertThat(count).hasValue(LOOPS * TURNS / 2);
        assertThat(counted).hasValue(LOOPS * TURNS / 2);
    }
}
