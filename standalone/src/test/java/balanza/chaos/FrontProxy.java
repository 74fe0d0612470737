package balanza.chaos;

import balanza.e2e.site.Client;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import java.net.URI;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What stands in front of several balancers, as HAProxy would with {@code option httpchk GET /api/health/ready}, {@code inter
 * 200ms} and its usual {@code fall 3 rise 2}: passes each connection to one of those that say they are ready, in turns, and
 * repeats nothing.
 */
final class FrontProxy implements Front {
    private static final int CHECK_MILLIS = 200;
    /** Long, as the machine may be busy; a balancer that is not ready says so, or refuses, at once. */
    private static final int CHECK_LIMIT_MILLIS = 5_000;

    private static final int FALL = 3;
    private static final int RISE = 2;
    private static final int LIMIT_SECONDS = 10;

    private final Vertx vertx = Vertx.vertx();
    private final HttpClient checks = vertx.createHttpClient(new HttpClientOptions().setKeepAlive(false));
    private final NetClient connects = vertx.createNetClient();
    private final AtomicInteger turn = new AtomicInteger();
    private final AtomicInteger turnedAway = new AtomicInteger();
    private final List<Server> servers;
    private final NetServer port;
    private final long timer;

    private FrontProxy(List<Client> balancers) {
        servers = balancers.stream().map(Server::new).toList();
        timer = vertx.setPeriodic(0, CHECK_MILLIS, tick -> servers.forEach(this::check));
        port = await(vertx.createNetServer().connectHandler(this::pass).listen(0, "127.0.0.1"));
    }

    static FrontProxy before(List<Client> balancers) {
        return new FrontProxy(balancers);
    }

    @Override
    public Client client() {
        return new Client(URI.create("http://127.0.0.1:" + port.actualPort()));
    }

    @Override
    public boolean uses(Client balancer) {
        return servers.stream().anyMatch(server -> server.balancer.equals(balancer) && server.ready);
    }

    @Override
    public boolean choosesByRequest() {
        return false;
    }

    /** How many connections came when no balancer was ready. */
    int turnedAway() {
        return turnedAway.get();
    }

    private void check(Server server) {
        if (server.asked) {
            return;
        }
        server.asked = true;
        URI balancer = server.balancer.base();
        checks.request(new RequestOptions()
                        .setMethod(HttpMethod.GET)
                        .setHost(balancer.getHost())
                        .setPort(balancer.getPort())
                        .setURI("/api/health/ready")
                        .setTimeout(CHECK_LIMIT_MILLIS))
                .compose(request -> request.send())
                .compose(answer -> answer.body().map(body -> answer.statusCode() == 200))
                .otherwise(false)
                .onSuccess(server::passed);
    }

    private void pass(NetSocket client) {
        List<Server> ready = servers.stream().filter(server -> server.ready).toList();
        if (ready.isEmpty()) {
            turnedAway.incrementAndGet();
            client.close();
            return;
        }
        URI balancer = ready.get(Math.floorMod(turn.getAndIncrement(), ready.size()))
                .balancer
                .base();
        client.pause();
        connects.connect(balancer.getPort(), balancer.getHost())
                .onSuccess(server -> {
                    client.pipeTo(server);
                    server.pipeTo(client);
                })
                .onFailure(refused -> client.close());
    }

    @Override
    public void close() {
        vertx.cancelTimer(timer);
        await(vertx.close());
    }

    private static <T> T await(Future<T> future) {
        try {
            return future.await(LIMIT_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new AssertionError(e);
        }
    }

    /** A balancer, and what the checks say of it. Used by one event loop; others read {@link #ready}. */
    private static final class Server {
        private final Client balancer;
        private volatile boolean ready;
        private boolean asked;
        private int against;

        Server(Client balancer) {
            this.balancer = balancer;
        }

        void passed(boolean pass) {
            asked = false;
            against = pass == ready ? 0 : against + 1;
            if (against >= (ready ? FALL : RISE)) {
                ready = !ready;
                against = 0;
            }
        }
    }
}
