package balanza.balancer.forward;

import balanza.balancer.routing.Pick;
import balanza.balancer.routing.Route;
import balanza.balancer.routing.Waiter;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;

/** A request's wait for room, when all nodes have as much to do as they may: in a short line, and not for long. */
final class Queueing implements Waiter {
    private final Context context;
    private final Route route;
    private final ClientRequest request;
    private final Promise<Pick> turn = Promise.promise();

    Queueing(Context context, Route route, ClientRequest request) {
        this.context = context;
        this.route = route;
        this.request = request;
    }

    /** @return the pick when its turn came, or {@link Pick.Full} if it did not come in time or the line is full */
    Future<Pick> run() {
        if (!route.load().enqueue(this)) {
            return Future.succeededFuture(new Pick.Full());
        }
        long timer = context.owner().setTimer(Math.max(1, route.queueWait().toMillis()), late -> giveUp());
        return turn.future().onComplete(known -> context.owner().cancelTimer(timer));
    }

    @Override
    public boolean room() {
        Pick pick = route.take(request, null);
        if (pick instanceof Pick.Full) {
            return false;
        }
        context.runOnContext(here -> turn.complete(pick));
        return true;
    }

    private void giveUp() {
        if (route.load().leave(this)) {
            turn.complete(new Pick.Full());
        }
    }
}
