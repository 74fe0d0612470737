package balanza.bench;

import static org.assertj.core.api.Assertions.assertThat;

import balanza.bench.load.Scenario;
import balanza.bench.load.WrkReport;
import balanza.bench.site.Balancer;
import balanza.bench.site.ProxyKind;
import balanza.bench.system.Memory;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ResultsTest {
    private final Results results = new Results();

    @Test
    void aRatioIsTakenWithinARoundSoThatASlowRoundDoesNotCount() {
        for (int rate : new int[] {1000, 100, 1000}) { // The second round was slow for all.
            results.add(Scenario.SMALL, ProxyKind.HAPROXY, sample(Scenario.SMALL, rate, 0, 128));
            results.add(Scenario.SMALL, ProxyKind.BALANZA, sample(Scenario.SMALL, 2 * rate, 0, 128));
        }

        assertThat(results.ratio(Scenario.SMALL, ProxyKind.BALANZA, ProxyKind.HAPROXY, Figure.RATE.of()))
                .contains(2.0);
        assertThat(results.median(Scenario.SMALL, ProxyKind.BALANZA, Figure.RATE.of()))
                .contains(2000.0);
    }

    @Test
    void aFaultInOneRoundMakesTheFigureInvalidAndAllRatiosToIt() {
        results.add(Scenario.SMALL, ProxyKind.HAPROXY, sample(Scenario.SMALL, 1000, 0, 128));
        results.add(Scenario.SMALL, ProxyKind.HAPROXY, sample(Scenario.SMALL, 1000, 1, 128));
        results.add(Scenario.SMALL, ProxyKind.BALANZA, sample(Scenario.SMALL, 1000, 0, 128));

        assertThat(results.valid(Scenario.SMALL, ProxyKind.HAPROXY)).isFalse();
        assertThat(results.ratio(Scenario.SMALL, ProxyKind.BALANZA, ProxyKind.HAPROXY, Figure.RATE.of()))
                .isEmpty();
    }

    @Test
    void whatWasNotMeasuredHasNoFigure() {
        assertThat(results.median(Scenario.SMALL, ProxyKind.SPRING, Figure.RATE.of()))
                .isEmpty();
        assertThat(results.ratio(Scenario.SMALL, ProxyKind.SPRING, ProxyKind.NGINX, Figure.RATE.of()))
                .isEmpty();
    }

    @Test
    void newConnectionsMustBeNewAndKeptOnesKept() {
        assertThat(sample(Scenario.NEW, 1000, 0, 1200).faults()).isEmpty();
        assertThat(sample(Scenario.NEW, 1000, 0, 900).faults())
                .singleElement()
                .asString()
                .contains("only 900 opened");
        assertThat(sample(Scenario.SMALL, 1000, 0, 1000).faults())
                .singleElement()
                .asString()
                .contains("not kept");
    }

    @Test
    void answersMustHaveTheWholeBody() {
        WrkReport cut = new WrkReport(1000, 1, 1000 * 1023, 1, 2, 0, 0);

        assertThat(sample(Scenario.SMALL, cut, 128).faults()).containsExactly("answers too short");
    }

    @Test
    void aMedianOfAnEvenNumberLiesBetweenTheMiddleTwo() {
        assertThat(Results.median(9, 1, 4, 2)).isEqualTo(3);
        assertThat(Results.median(9, 1, 4)).isEqualTo(4);
    }

    /** Lasts a second. */
    private static Sample sample(Scenario scenario, int rate, int otherStatuses, long opened) {
        return sample(scenario, new WrkReport(rate, 1, rate * 1200.0, 1, 2, 0, otherStatuses), opened);
    }

    private static Sample sample(Scenario scenario, WrkReport report, long opened) {
        return new Sample(scenario, report, 1_000, 0, Memory.NONE, opened, Optional.<Balancer.Figures>empty(), true);
    }
}
