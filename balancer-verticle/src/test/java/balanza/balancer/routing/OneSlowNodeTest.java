package balanza.balancer.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What the policies make of one node that is slower than the others. */
class OneSlowNodeTest {
    private static final Duration FAST_AT_MOST = Duration.ofMillis(12);
    private static final Duration SLOW_AT_LEAST = Duration.ofMillis(80);

    private final OneSlowNode random = OneSlowNode.under(RandomByWeight::new);

    @Test
    void randomGivesItAsMuchAsTheOthers() {
        assertThat(random.share()).isBetween(0.19, 0.21);
        assertThat(random.quantile(0.82)).isGreaterThan(SLOW_AT_LEAST);
    }

    @Test
    void leastRequestsGivesItLittle() {
        var least = OneSlowNode.under(LeastRequests::new);

        assertThat(least.share()).isLessThan(random.share() / 3);
        assertThat(least.quantile(0.92)).isLessThan(FAST_AT_MOST);
    }

    @Test
    void peakEwmaGivesItNextToNothing() {
        var ewma = OneSlowNode.under(PeakEwma::new);

        assertThat(ewma.share()).isLessThan(random.share() / 20);
        assertThat(ewma.quantile(0.98)).isLessThan(FAST_AT_MOST);
    }

    @Test
    void peakEwmaTriesItAgainNowAndThen() {
        assertThat(OneSlowNode.under(PeakEwma::new).share()).isPositive();
    }
}
