package balanza.bench;

import static balanza.bench.site.ProxyKind.BALANZA;
import static balanza.bench.site.ProxyKind.BALANZA_EPOLL;
import static balanza.bench.site.ProxyKind.HAPROXY;
import static balanza.bench.site.ProxyKind.HAPROXY_LOG;
import static balanza.bench.site.ProxyKind.NGINX;
import static balanza.bench.site.ProxyKind.NGINX_LOG;
import static balanza.bench.site.ProxyKind.SPRING;
import static balanza.bench.site.ProxyKind.SPRING_LOG;

import balanza.bench.load.Scenario;
import balanza.bench.site.ProxyKind;
import java.util.List;
import java.util.Optional;

/**
 * What Balanza is meant to reach.
 *
 * @param limit of the ratio: at least for requests per second, at most for all else
 */
record Target(Scenario scenario, ProxyKind kind, ProxyKind peer, Figure figure, double limit) {
    static final List<Target> ALL = List.of(
            new Target(Scenario.SMALL, BALANZA, HAPROXY, Figure.RATE, 1.10),
            new Target(Scenario.SMALL, BALANZA, NGINX, Figure.RATE, 1.05),
            new Target(Scenario.SMALL, BALANZA, HAPROXY, Figure.CPU, 0.80),
            new Target(Scenario.SMALL, BALANZA, HAPROXY, Figure.P99, 1.25),
            new Target(Scenario.SMALL, BALANZA_EPOLL, HAPROXY, Figure.RATE, 1.05),
            new Target(Scenario.SMALL, BALANZA_EPOLL, HAPROXY, Figure.CPU, 0.92),
            new Target(Scenario.SMALL, BALANZA, SPRING, Figure.RATE, 3.00),
            new Target(Scenario.MANY, BALANZA, HAPROXY, Figure.RATE, 1.05),
            new Target(Scenario.MIDDLE, BALANZA, HAPROXY, Figure.RATE, 1.05),
            new Target(Scenario.LARGE, BALANZA, HAPROXY, Figure.RATE, 1.05),
            new Target(Scenario.NEW, BALANZA, HAPROXY, Figure.RATE, 0.95));

    /** Against the peer without its log. */
    Optional<Double> ratio(Results results) {
        return results.ratio(scenario, kind, peer, figure.of());
    }

    /** Against the peer with its log, which Balanza always has on. */
    Optional<Double> ratioToLogging(Results results) {
        return switch (peer) {
            case HAPROXY -> results.ratio(scenario, kind, HAPROXY_LOG, figure.of());
            case NGINX -> results.ratio(scenario, kind, NGINX_LOG, figure.of());
            case SPRING -> results.ratio(scenario, kind, SPRING_LOG, figure.of());
            default -> Optional.empty();
        };
    }

    boolean met(double ratio) {
        return figure == Figure.RATE ? ratio >= limit : ratio <= limit;
    }

    /** At least, or at most, so much. */
    String limitText() {
        return (figure == Figure.RATE ? ">= " : "<= ") + MarkdownTable.number(Optional.of(limit), 2);
    }
}
