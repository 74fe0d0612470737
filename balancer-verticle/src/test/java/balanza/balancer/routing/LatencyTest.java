package balanza.balancer.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.concurrent.TimeUnit;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class LatencyTest {
    private static final long TEN_SECONDS = TimeUnit.SECONDS.toNanos(10);
    private static final Offset<Double> NEARLY = within(0.001);

    private final Latency latency = new Latency();

    @Test
    void isNothingBeforeTheFirstAnswer() {
        assertThat(latency.nanos(TEN_SECONDS)).isZero();
    }

    @Test
    void jumpsToAPeakAtOnce() {
        latency.took(100, 0);
        latency.took(900, 1);

        assertThat(latency.nanos(1)).isEqualTo(900);
    }

    @Test
    void whatIsTenSecondsOldCountsAnEth() {
        latency.took(900, 0);
        latency.took(100, TEN_SECONDS);

        assertThat(latency.nanos(TEN_SECONDS)).isCloseTo(900 / Math.E + 100 * (1 - 1 / Math.E), NEARLY);
    }

    @Test
    void manyFastAnswersAtOnceDoNotHideAPeak() {
        latency.took(900, 0);
        for (int i = 0; i < 1_000; i++) {
            latency.took(100, TimeUnit.MILLISECONDS.toNanos(1));
        }

        assertThat(latency.nanos(TimeUnit.MILLISECONDS.toNanos(1))).isGreaterThan(899);
    }

    @Test
    void sinksWhileNothingIsHeard() {
        latency.took(900, 0);

        assertThat(latency.nanos(TEN_SECONDS)).isCloseTo(900 / Math.E, NEARLY);
        assertThat(latency.nanos(3 * TEN_SECONDS)).isCloseTo(900 / Math.pow(Math.E, 3), NEARLY);
    }

    @Test
    void timeDoesNotGoBack() {
        latency.took(900, TEN_SECONDS);

        assertThat(latency.nanos(0)).isEqualTo(900);
    }
}
