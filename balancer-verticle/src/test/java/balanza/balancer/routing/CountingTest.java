package balanza.balancer.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import org.junit.jupiter.api.Test;

class CountingTest {
    private static final int LOOPS = 8;
    private static final int TURNS = 100_000;

    private static final AtomicIntegerFieldUpdater<CountingTest> COUNT =
            AtomicIntegerFieldUpdater.newUpdater(CountingTest.class, "count");

    private volatile int count;

    @Test
    void countsUpToTheLimitAndNoFurther() {
        assertThat(Counting.upTo(2, COUNT, this)).isTrue();
        assertThat(Counting.upTo(2, COUNT, this)).isTrue();
        assertThat(Counting.upTo(2, COUNT, this)).isFalse();
        assertThat(Counting.upTo(0, COUNT, new CountingTest())).isFalse();
        assertThat(count).isEqualTo(2);
    }

    @Test
    void noneOfManyCountsIsLost() {
        var counted = new AtomicInteger();

        Together.run(LOOPS, loop -> {
            var mine = 0;
            for (int i = 0; i < TURNS; i++) {
                mine += Counting.upTo(LOOPS * TURNS / 2, COUNT, this) ? 1 : 0;
            }
            counted.addAndGet(mine);
        });

        assertThat(count).isEqualTo(LOOPS * TURNS / 2);
        assertThat(counted).hasValue(LOOPS * TURNS / 2);
    }
}
