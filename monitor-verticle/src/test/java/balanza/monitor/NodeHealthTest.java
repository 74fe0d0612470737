package balanza.monitor;

import static balanza.contract.NodeState.DOWN;
import static balanza.contract.NodeState.UNKNOWN;
import static balanza.contract.NodeState.UP;
import static org.assertj.core.api.Assertions.assertThat;

import balanza.contract.NodeState;
import org.junit.jupiter.api.Test;

class NodeHealthTest {
    @Test
    void takesTheFirstChecksWordOfANodeOfWhichNothingIsKnown() {
        var passing = listed(UNKNOWN);
        var failing = listed(UNKNOWN);

        assertThat(passing.passed()).isTrue();
        assertThat(failing.failed("status 503")).isTrue();
        assertThat(passing.state()).isEqualTo(UP);
        assertThat(failing.state()).isEqualTo(DOWN);
        assertThat(failing.reason()).isEqualTo("status 503");
    }

    @Test
    void goesDownAfterSoManyFailuresInARow() {
        var health = listed(UP);

        assertThat(health.failed("a")).isFalse();
        assertThat(health.failed("b")).isFalse();
        assertThat(health.passed()).isFalse();
        assertThat(health.failed("c")).isFalse();
        assertThat(health.failed("d")).isFalse();
        assertThat(health.state()).isEqualTo(UP);
        assertThat(health.failed("e")).isTrue();
        assertThat(health.state()).isEqualTo(DOWN);
        assertThat(health.reason()).isEqualTo("e");
        assertThat(health.failed("f")).isFalse();
    }

    @Test
    void comesUpAfterSoManyPassesInARow() {
        var health = listed(DOWN);

        assertThat(health.passed()).isFalse();
        assertThat(health.failed("a")).isFalse();
        assertThat(health.passed()).isFalse();
        assertThat(health.state()).isEqualTo(DOWN);
        assertThat(health.passed()).isTrue();
        assertThat(health.state()).isEqualTo(UP);
    }

    @Test
    void disagreesUntilTheRegistryListsWhatWasFound() {
        var health = listed(UNKNOWN);
        assertThat(health.agreed()).isTrue();

        health.failed("a");
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
        assertThat(health.passed()).isFalse();
        assertThat(health.passed()).isTrue();
    }

    @Test
    void startsAnewFromTheListingOnceAnotherMonitorChecksTheNode() {
        var health = listed(UP);
        health.failed("a");
        health.failed("b");

        health.forget();

        assertThat(health.failed("c")).isFalse();
        assertThat(health.state()).isEqualTo(UP);
    }

    private static NodeHealth listed(NodeState state) {
        return new NodeHealth(2, 3, state);
    }
}
