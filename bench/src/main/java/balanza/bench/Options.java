package balanza.bench;

import balanza.bench.load.Scenario;
import balanza.bench.site.ProxyKind;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * What a run is told on the command line.
 *
 * @param rounds how often each proxy is measured in each scenario
 * @param seconds how long each time
 * @param warmUpSeconds how long a load before the first time lasts, unmeasured
 * @param warmUps how many of them, for a proxy that learns; fewer for further scenarios ({@link WarmUp})
 * @param settleSeconds how long to wait at most, after each load, until the machine is quiet
 * @param proxies in the order in which they are measured
 * @param named whether the proxies were named, so that none may be missing
 * @param repository the folder of the README
 * @param out where the table goes
 */
record Options(
        int rounds,
        int seconds,
        int warmUpSeconds,
        int warmUps,
        int settleSeconds,
        Set<Scenario> scenarios,
        List<ProxyKind> proxies,
        boolean named,
        Path repository,
        Path out) {

    static final String USAGE = """
            usage: bench/run [--rounds N] [--seconds N] [--warm-up N] [--warm-ups N] [--settle N] [--scenarios A,B] [--proxies A,B] [--out FILE] [--smoke]
              --rounds     how often each proxy is measured in each scenario (3)
              --seconds    how long each time (5)
              --warm-up    seconds of a load beforehand (4)
              --warm-ups   how many of them, for a proxy that learns, as JVMs do; a third of that for further scenarios; others
                           have one (24)
              --settle     seconds to wait at most for quiet after each load (10)
              --scenarios  all, or some of 1k-64,1k-256,64k,1m,new,post,tls,slow,1-core (all)
              --proxies    some of direct,haproxy,haproxy-log,nginx,nginx-log,balanza,balanza-io_uring,balanza-epoll,
                           balanza-nio,balanza-ordinary,standalone,spring,spring-log (the usual ones that are there)
              --out        where the table goes (bench/results.md)
              --smoke      a second of each of a few scenarios, to see that all works""";

    /** As the whole of it takes about an hour. */
    static Options usual() {
        return new Options(
                3,
                5,
                4,
                24,
                10,
                EnumSet.allOf(Scenario.class),
                ProxyKind.USUAL,
                false,
                Path.of("."),
                Path.of("bench/results.md"));
    }

    /** @throws IllegalArgumentException if they make no sense */
    static Options parse(String... arguments) {
        Deque<String> left = new ArrayDeque<>(Arrays.asList(arguments));
        Options options = usual();
        while (!left.isEmpty()) {
            String flag = left.pop();
            if (flag.equals("--smoke")) {
                options = options.smoke();
            } else if (left.isEmpty()) {
                throw new IllegalArgumentException(flag + " (expected: a flag and its value)\n" + USAGE);
            } else {
                options = options.with(flag, left.pop());
            }
        }
        return options;
    }

    private Options smoke() {
        return new Options(
                1,
                1,
                1,
                1,
                1,
                EnumSet.of(Scenario.SMALL, Scenario.NEW, Scenario.SENT, Scenario.SECURE),
                List.of(ProxyKind.HAPROXY, ProxyKind.NGINX, ProxyKind.BALANZA),
                false,
                repository,
                Path.of("bench/target/smoke.md"));
    }

    private Options with(String flag, String value) {
        int rounds = this.rounds;
        int seconds = this.seconds;
        int warmUpSeconds = this.warmUpSeconds;
        int warmUps = this.warmUps;
        int settleSeconds = this.settleSeconds;
        Set<Scenario> scenarios = this.scenarios;
        List<ProxyKind> proxies = this.proxies;
        boolean named = this.named;
        Path repository = this.repository;
        Path out = this.out;
        switch (flag) {
            case "--rounds" -> rounds = whole(flag, value, 1);
            case "--seconds" -> seconds = whole(flag, value, 1);
            case "--warm-up" -> warmUpSeconds = whole(flag, value, 1);
            case "--warm-ups" -> warmUps = whole(flag, value, 1);
            case "--settle" -> settleSeconds = whole(flag, value, 0);
            case "--scenarios" ->
                scenarios = value.equals("all")
                        ? EnumSet.allOf(Scenario.class)
                        : EnumSet.copyOf(list(value, Scenario::named));
            case "--proxies" -> {
                proxies = list(value, ProxyKind::named);
                named = true;
            }
            case "--repository" -> repository = Path.of(value);
            case "--out" -> out = Path.of(value);
            default -> throw new IllegalArgumentException(flag + " (expected: one of these)\n" + USAGE);
        }
        return new Options(
                rounds, seconds, warmUpSeconds, warmUps, settleSeconds, scenarios, proxies, named, repository, out);
    }

    private static int whole(String flag, String value, int least) {
        if (!value.matches("[0-9]{1,4}") || Integer.parseInt(value) < least) {
            throw new IllegalArgumentException(flag + ": " + value + " (expected: " + least + " to 9999)");
        }
        return Integer.parseInt(value);
    }

    private static <T> List<T> list(String value, Function<String, T> parse) {
        return Arrays.stream(value.split(",", -1)).map(parse).distinct().toList();
    }
}
