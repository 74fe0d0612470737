package balanza.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import balanza.contract.NodeState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ScheduleTest {
    private final Schedule schedule = new Schedule();

    @Test
    void givesTheTurnThatIsDueLongestAndNoneBeforeItsTime() {
        var early = node();
        var late = node();
        schedule.atOnce(late, 20);
        schedule.atOnce(early, 10);

        assertThat(schedule.next(9)).isNull();
        assertThat(schedule.next(20).node()).isSameAs(early);
        assertThat(schedule.next(20).node()).isSameAs(late);
        assertThat(schedule.next(20)).isNull();
    }

    @Test
    void keepsTheIntervalHoweverLongTheCheckTook() {
        var node = node();
        schedule.atOnce(node, 0);
        var first = schedule.next(0);
        schedule.again(first, 2_000);
        var second = take();
        schedule.again(second, second.due() + 1_900);
        var third = take();

        assertThat(second.due()).isBetween(2_500L, 7_500L);
        assertThat(third.due() - second.due()).isEqualTo(5_000);
    }

    @Test
    void doesNotMakeUpForTurnsThatWereMissed() {
        schedule.soon(node(), 0);
        var first = take();
        schedule.again(first, 60_000);

        assertThat(take().due()).isBetween(60_000L, 65_000L);
        assertThat(schedule.next(Long.MAX_VALUE)).isNull();
    }

    @Test
    void spreadsManyNodesOverTheInterval() {
        IntStream.range(0, 10_000).forEach(i -> schedule.soon(node(), 1_000));
        List<Integer> dueBySecond = new ArrayList<>();
        for (int second = 1; second <= 5; second++) {
            int due = 0;
            while (schedule.next(1_000 + second * 1_000L) != null) {
                due++;
            }
            dueBySecond.add(due);
        }

        assertThat(dueBySecond).allSatisfy(due -> assertThat(due).isBetween(1_800, 2_200));
    }

    @Test
    void eachNodeHasAnIntervalOfItsOwn() {
        schedule.soon(node(Duration.ofHours(1)), 0);
        var quick = node(Duration.ofSeconds(1));
        schedule.soon(quick, 0);

        var first = schedule.next(1_000);
        schedule.again(first, first.due());
        var second = schedule.next(3_000);

        assertThat(first.node()).isSameAs(quick);
        assertThat(second.node()).isSameAs(quick);
        assertThat(schedule.next(3_000)).isNull();
    }

    @Test
    void aNewIntervalCountsFromNowOn() {
        var node = node(Duration.ofHours(1));
        schedule.soon(node, 0);
        node.becomes(Samples.node(NodeState.UP), settings(Duration.ofSeconds(1)));

        schedule.retimed(node, 10_000);

        assertThat(schedule.next(Long.MAX_VALUE).due()).isBetween(10_000L, 11_000L);
        assertThat(schedule.next(Long.MAX_VALUE)).isNull();
    }

    @Test
    void aNodeThatHasItsTurnIsNotGivenASecondOne() {
        var node = node();
        schedule.atOnce(node, 0);
        var turn = schedule.next(0);

        schedule.retimed(node, 0);

        assertThat(schedule.next(Long.MAX_VALUE)).isNull();
        schedule.again(turn, 0);
        assertThat(take().node()).isSameAs(node);
    }

    @Test
    void aNodeThatFoundNoPlaceIsDueWhenItIsTold() {
        var node = node();
        schedule.atOnce(node, 0);
        schedule.next(0);

        schedule.later(node, 100);

        assertThat(schedule.next(99)).isNull();
        assertThat(schedule.next(100).node()).isSameAs(node);
    }

    @Test
    void aRemovedNodeGetsNoTurn() {
        var node = node();
        schedule.soon(node, 0);

        schedule.remove(node);

        assertThat(schedule.next(Long.MAX_VALUE)).isNull();
    }

    private Schedule.Turn take() {
        return schedule.next(Long.MAX_VALUE);
    }

    private static WatchedNode node() {
        return node(Duration.ofSeconds(5));
    }

    private static WatchedNode node(Duration interval) {
        return Samples.watched(Samples.node(NodeState.UP), settings(interval));
    }

    private static CheckSettings settings(Duration interval) {
        return new CheckSettings(interval, Duration.ofSeconds(1), 2, 2, Statuses.of(null));
    }
}
