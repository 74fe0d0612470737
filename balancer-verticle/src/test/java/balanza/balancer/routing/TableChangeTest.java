package balanza.balancer.routing;

import static org.assertj.core.api.Assertions.assertThat;

import balanza.contract.App;
import balanza.contract.Node;
import balanza.contract.Tombstone;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a change of one app costs a table of a hundred thousand. */
class TableChangeTest {
    private static final int APPS = 100_000;
    private static final int CHANGES = 1_000;
    private static final long MOST_NANOS = Duration.ofMillis(1).toNanos();

    private final RoutingTable table = new RoutingTable();

    @Test
    void takesLessThanAMillisecondAndTouchesNoOtherApp() {
        for (int i = 0; i < APPS; i++) {
            table.apply(ManyApps.app(i, 2));
        }
        var last = ManyApps.app(APPS);
        table.apply(last);
        var before = routes();

        var nanos = new long[CHANGES];
        for (int i = 0; i < CHANGES; i++) {
            last = otherwise(last, i);
            var start = System.nanoTime();
            table.apply(last);
            nanos[i] = System.nanoTime() - start;
        }
        Arrays.sort(nanos);

        assertThat(nanos[CHANGES / 2]).as("nanoseconds, median").isLessThan(MOST_NANOS);
        assertThat(table.route(last.name()).orElseThrow().targets()).hasSameSizeAs(last.nodes());
        table.apply(new Tombstone(last.id(), last.name(), last.revision() + 1));
        assertThat(table.route(last.name())).isEmpty();
        assertThat(routes()).usingElementComparator(TableChangeTest::identity).isEqualTo(before);
    }

    /** One node goes and another comes, by turns. */
    private static App otherwise(App app, int turn) {
        var nodes = new ArrayList<Node>(app.nodes());
        nodes.remove(turn % nodes.size());
        nodes.add(ManyApps.node(APPS, ManyApps.NODES + turn));
        return ManyApps.changed(app, nodes);
    }

    private List<Route> routes() {
        return IntStream.range(0, APPS)
                .mapToObj(i -> table.route(ManyApps.name(i)).orElseThrow())
                .toList();
    }

    private static int identity(Route one, Route other) {
        return one == other ? 0 : 1;
    }
}
