package balanza.balancer.lane;

import balanza.balancer.routing.Pick;
import balanza.balancer.routing.Pick.Taken;
import balanza.balancer.routing.Route;
import balanza.balancer.wire.FieldTable;
import balanza.balancer.wire.HeadScanner;
import balanza.balancer.wire.HeldBytes;
import balanza.balancer.wire.Refusal;
import balanza.balancer.wire.RequestHead;
import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/** Where a client's requests come into the lane, or do not. */
final class Entrance {
    private final FastLane lane;
    private final Peer peer;
    private final FieldTable fields = new FieldTable();
    private final HeadScanner scanner;

    /** A request that goes by the lane, to the node that was taken for it. */
    record Admitted(PlainRequest request, Route route, Taken taken) {}

    Entrance(FastLane lane, Peer peer) {
        this.lane = lane;
        this.peer = peer;
        scanner = new HeadScanner(lane.limits(), fields);
    }

    /**
     * The next request, whose head is then taken from {@code held}.
     *
     * @return {@code null} if it is not for the lane, or its head is not whole
     */
    @Nullable
    Admitted next(HeldBytes held) {
        RequestHead facts = scan(held.all());
        if (facts == null) {
            return null;
        }
        PlainRequest request = PlainRequest.of(scanner.head(), fields, facts, peer.address());
        if (request == null) {
            return null;
        }
        Route route = lane.route(request.app());
        if (route == null || !(route.take(request, null) instanceof Pick.Taken taken)) {
            return null;
        }
        held.take(facts.length()).release();
        return new Admitted(request, route, taken);
    }

    private @Nullable RequestHead scan(ByteBuf all) {
        if (all.getByte(all.readerIndex()) == '\r') {
            return null; // The empty line that may stand before a request is tolerated once, and not here.
        }
        try {
            return scanner.scan(all);
        } catch (Refusal refusal) {
            return null;
        }
    }
}
