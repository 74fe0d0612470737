package balanza.balancer.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What a node costs in memory, with all that there is for its sake: app, ids, places, maps. */
class TableSizeTest {
    private static final int APPS = 10_000;
    private static final long MOST_BYTES_A_NODE = 400;

    private final RoutingTable table = new RoutingTable();

    @Test
    void aNodeTakesAtMostFourHundredBytes() {
        var before = usedBytes();
        for (int i = 0; i < APPS; i++) {
            table.apply(ManyApps.app(i));
        }
        table.completed();
        assertThat(bytesANode(before)).as("bytes a node, never used").isBetween(100L, MOST_BYTES_A_NODE);

        for (int i = 0; i < APPS; i++) {
            use(table.route(ManyApps.name(i)).orElseThrow());
        }
        assertThat(bytesANode(before)).as("bytes a node, each used").isBetween(100L, MOST_BYTES_A_NODE);
        assertThat(table.route(ManyApps.name(0)).orElseThrow().targets()).hasSize(ManyApps.NODES);
    }

    /** Each node is found up, and serves two requests at once. */
    private void use(Route route) {
        for (Target target : route.targets()) {
            target.up(Instant.now());
            Cancelled one = () -> {};
            Cancelled other = () -> {};
            target.tryBegin(2);
            target.tryBegin(2);
            target.waiting(one);
            target.waiting(other);
            target.connected();
            target.notWaiting(one);
            target.notWaiting(other);
            target.answered(1_000_000, 200);
            target.answered(1_000_000, 200);
            target.end();
            target.end();
        }
        if (route.take(Shop.ANYBODY, null) instanceof Pick.Taken taken) {
            taken.target().end();
        }
    }

    private long bytesANode(long before) {
        var bytes = (usedBytes() - before) / (APPS * ManyApps.NODES);
        System.out.println("bytes a node: " + bytes);
        return bytes;
    }

    private static long usedBytes() {
        var memory = ManagementFactory.getMemoryMXBean();
        memory.gc();
        memory.gc();
        return memory.getHeapMemoryUsage().getUsed();
    }
}
