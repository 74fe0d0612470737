package balanza.bench.micro;

import balanza.balancer.routing.Cancelled;
import balanza.balancer.routing.Pick;
import balanza.balancer.routing.Route;
import balanza.balancer.routing.RoutingTable;
import balanza.balancer.routing.Target;
import balanza.contract.App;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What the routing table costs a request, and a change. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(
        value = 1,
        jvmArgs = {"-Xms3g", "-Xmx3g", "-XX:+UseParallelGC"})
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class RoutingBenchmark {
    private static final int NODES = 10;

    /** A table of so many apps, a thousand of which are in use. */
    @State(Scope.Benchmark)
    public static class Table {
        @Param({"1000", "10000", "100000"})
        public int apps;

        RoutingTable table = new RoutingTable();
        String[] inUse = {};
        String[] all = {};
        App changed = ManyApps.app(0, NODES);
        private int turn;

        @Setup
        public void fill() {
            table = ManyApps.table(apps, NODES);
            all = IntStream.range(0, apps).mapToObj(ManyApps::name).toArray(String[]::new);
            inUse = IntStream.range(0, 1_000)
                    .mapToObj(i -> ManyApps.name(i * (apps / 1_000)))
                    .toArray(String[]::new);
            changed = ManyApps.app(apps / 2, NODES);
        }

        String nextInUse() {
            turn = (turn + 1) % inUse.length;
            return inUse[turn];
        }
    }

    /** One app. */
    @State(Scope.Benchmark)
    public static class Shop {
        @Param({"2", "10"})
        public int nodes;

        Route route = route(1);

        @Setup
        public void open() {
            route = route(nodes);
        }

        private static Route route(int nodes) {
            return ManyApps.table(1, nodes).route(ManyApps.name(0)).orElseThrow();
        }
    }

    /** One node, of which others await answers already. */
    @State(Scope.Benchmark)
    public static class Busy {
        @Param({"0", "32", "255"})
        public int others;

        Target target = Shop.route(1).targets().get(0);

        @Setup
        public void ask() {
            target = Shop.route(1).targets().get(0);
            for (int i = 0; i < others; i++) {
                target.waiting(new Nobody());
            }
        }
    }

    private static final class Nobody implements Cancelled {
        @Override
        public void cancelled() {}
    }

    /** By size of the table, the apps in use being as many: the memory they are in stays in the caches. */
    @Benchmark
    public Optional<Route> lookup(Table table) {
        return table.table.route(table.nextInUse());
    }

    /** Any of all apps: the larger the table, the more often the memory itself is asked. */
    @Benchmark
    public Optional<Route> lookupOfAny(Table table) {
        return table.table.route(table.all[ThreadLocalRandom.current().nextInt(table.all.length)]);
    }

    /** One app has changed, and nothing else. */
    @Benchmark
    public void change(Table table) {
        App last = table.changed;
        table.changed =
                new App(last.id(), last.name(), last.owner(), last.created(), last.revision() + 1, last.nodes());
        table.table.apply(table.changed);
    }

    /** Takes a node and leaves it again. */
    @Benchmark
    public Pick take(Shop shop) {
        Pick pick = shop.route.take(ManyApps.ANYBODY, null);
        if (pick instanceof Pick.Taken taken) {
            taken.target().end();
        }
        return pick;
    }

    /** Awaits an answer, and has it. */
    @Benchmark
    public Cancelled await(Busy busy) {
        Cancelled waiter = new Nobody();
        busy.target.waiting(waiter);
        busy.target.notWaiting(waiter);
        return waiter;
    }

    /** Has an answer. */
    @Benchmark
    public void answered(Busy busy) {
        busy.target.connected();
        busy.target.answered(1_000_000, 200);
    }
}
