package balanza.balancer.forward;

import balanza.balancer.forward.Exchange.Tools;
import balanza.balancer.routing.Route;
import balanza.names.Resolver;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import java.util.concurrent.atomic.LongAdder;

/** Takes requests to nodes and answers back, streaming both. One for each event loop, on which it stays. */
public final class Forwarder {
    private final Tools tools;
    private final LongAdder inFlight;

    /**
     * Made on its event loop.
     *
     * @param client made with {@link Limits}, with an {@link balanza.balancer.wire.AnswerGuard} on each connection; owned by
     *     the caller
     * @param inFlight counts the requests under way, of all event loops
     */
    public Forwarder(Vertx vertx, HttpClient client, Resolver names, Limits limits, LongAdder inFlight) {
        tools = new Tools(vertx.getOrCreateContext(), new Connector(client, names), new Watch(vertx), limits);
        this.inFlight = inFlight;
    }

    /**
     * Tries one node and, where the retry rule allows, one other.
     *
     * @return how it ended; never fails but for a defect. Unless a node's answer was relayed, nothing has been sent to the
     *     client yet
     */
    public Future<Served> forward(Route route, ClientRequest request) {
        inFlight.increment();
        return new Exchange(tools, route, request, new Trace(System.nanoTime()))
                .run()
                .onComplete(over -> inFlight.decrement());
    }

    /** What looks after all that waits on this event loop. */
    public Watch watch() {
        return tools.watch();
    }
}
