package balanza.monitor;

import static balanza.contract.NodeState.DOWN;
import static balanza.contract.NodeState.UNKNOWN;
import static balanza.contract.NodeState.UP;
import static org.assertj.core.api.Assertions.assertThat;

import balanza.contract.NodeState;
import org.junit.jupiter.api.Test;

class NodeHealthTest {
    private static final int RISE = 2;
    private static final int FALL = 3;

    @Test
    void takesTheFirstChecksWordOfANodeOfWhichNothingIsKnown() {
        var passing = listed(UNKNOWN);
        var failing = listed(UNKNOWN);

        assertThat(passing.passed("status 200", RISE)).isTrue();
        assertThat(failing.failed("status 503", FALL)).isTrue();
        assertThat(passing.state()).isEqualTo(UP);
        assertThat(failing.state()).isEqualTo(DOWN);
        assertThat(failing.reason()).isEqualTo("status 503");
    }

    @Test
    void goesDownAfterSoManyFailuresInARow() {
        var health = listed(UP);

        assertThat(health.failed("a", FALL)).isFalse();
        assertThat(health.failed("b", FALL)).isFalse();
        assertThat(health.passed("status 200", RISE)).isFalse();
        assertThat(health.failed("c", FALL)).isFalse();
        assertThat(health.failed("d", FALL)).isFalse();
        assertThat(health.state()).isEqualTo(UP);
        assertThat(health.failed("e", FALL)).isTrue();
        assertThat(health.state()).isEqualTo(DOWN);
        assertThat(health.reason()).isEqualTo("e");
        assertThat(health.failed("f", FALL)).isFalse();
    }

    @Test
    void comesUpAfterSoManyPassesInARow() {
        var health = listed(DOWN);

        assertThat(health.passed("status 200", RISE)).isFalse();
        assertThat(health.failed("a", FALL)).isFalse();
        assertThat(health.passed("status 200", RISE)).isFalse();
        assertThat(health.state()).isEqualTo(DOWN);
        assertThat(health.passed("status 200", RISE)).isTrue();
        assertThat(health.state()).isEqualTo(UP);
    }

    @Test
    void saysWhatItsVerdictRestsOn() {
        var health = listed(UNKNOWN);

        health.passed("status 204", RISE);

        assertThat(health.reason()).isEqualTo("status 204");
    }

    @Test
    void keepsItsCountsWhenTheNumbersThatItTakesAreChanged() {
        var falling = listed(UP);
        falling.failed("a", 100);
        falling.failed("b", 100);
        var rising = listed(DOWN);
        rising.passed("status 200", 100);

        assertThat(falling.failed("c", 3)).isTrue();
        assertThat(rising.passed("status 200", 2)).isTrue();
    }

    @Test
    void disagreesUntilTheRegistryListsWhatWasFound() {
        var health = listed(UNKNOWN);
        assertThat(health.agreed()).isTrue();

        health.failed("a", FALL);
        assertThat(health.agreed()).isFalse();

        health.listed(UNKNOWN);
        assertThat(health.state()).isEqualTo(DOWN);
        assertThat(health.agreed()).isFalse();

        health.listed(DOWN);
        assertThat(health.agreed()).isTrue();
    }

    @Test
    void takesOverWhatTheRegistryNewlyListsByAnotherMonitorsWord() {
        var health = listed(UP);

        health.listed(DOWN);

        assertThat(health.state()).isEqualTo(DOWN);
        assertThat(health.passed("status 200", RISE)).isFalse();
        assertThat(health.passed("status 200", RISE)).isTrue();
    }

    @Test
    void startsAnewFromTheListingOnceAnotherMonitorChecksTheNode() {
        var health = listed(UP);
        health.failed("a", FALL);
        health.failed("b", FALL);

        health.forget();

        assertThat(health.failed("c", FALL)).isFalse();
        assertThat(health.state()).isEqualTo(UP);
    }

    private static NodeHealth listed(NodeState state) {
        return new NodeHealth(state);
    }
}
