package balanza.monitor;

import balanza.monitor.Outcome.Failed;
import balanza.names.Resolver;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.net.TrustOptions;
import java.math.BigDecimal;
import java.time.Duration;

/** Asks nodes for their status, each time over a connection of its own. */
final class HealthCheck implements AutoCloseable {
    private final Vertx vertx;
    private final Resolver resolver;
    private final ProbeClients clients;

    /**
     * @param resolver closed with this
     * @param trust whose certificates https nodes may have
     */
    HealthCheck(Vertx vertx, Resolver resolver, TrustOptions trust) {
        this.vertx = vertx;
        this.resolver = resolver;
        this.clients = new ProbeClients(vertx, trust);
    }

    /** @return within the node's timeout, which includes looking up its host; never fails */
    Future<Outcome> check(WatchedNode node) {
        Promise<Outcome> outcome = Promise.promise();
        Duration timeout = node.settings().timeout();
        long timer = vertx.setTimer(timeout.toMillis(), late -> outcome.tryComplete(noAnswer(timeout)));
        resolver.resolve(node.endpoint().host())
                .onSuccess(all -> new Probe(clients, node, outcome).begin(all))
                .onFailure(failure -> outcome.tryComplete(Reasons.of(failure)));
        return outcome.future().onComplete(known -> vertx.cancelTimer(timer));
    }

    @Override
    public void close() {
        clients.close();
        resolver.close();
    }

    private static Failed noAnswer(Duration timeout) {
        String seconds =
                BigDecimal.valueOf(timeout.toMillis(), 3).stripTrailingZeros().toPlainString();
        return new Failed("no answer within " + seconds + " s");
    }
}
