package balanza.balancer.lane;

import balanza.balancer.wire.HeldBytes;

/** A request's body, on its way to the node as it comes. */
final class RequestBody {
    private final long length;
    private long left;
    private boolean nodeHolds;
    private boolean sent;
    private long sentAt;

    /** @param length in bytes */
    RequestBody(long length) {
        this.length = length;
        left = length;
    }

    /** Bytes that are not with the node's connection yet. */
    long left() {
        return left;
    }

    /** Whether some of it is with the node's connection. */
    boolean spent() {
        return left < length;
    }

    /** Whether all of the request has been handed to the node's connection. */
    boolean sent() {
        return sent;
    }

    /** Since when it has, as {@link System#nanoTime}. */
    long sentAt() {
        return sentAt;
    }

    /** Whether it is the node that does not take more. */
    boolean nodeHolds() {
        return nodeHolds;
    }

    /**
     * Passes on what is there, behind the head, which has been written.
     *
     * @return whether anything was passed on
     */
    boolean send(HeldBytes come, NodeSide node) {
        long before = left;
        while (left > 0 && node.writable() && come.size() > 0) {
            int piece = (int) Math.min(left, come.size());
            left -= piece;
            node.write(come.take(piece));
        }
        nodeHolds = left > 0 && !node.writable();
        if (left == 0 && !sent) {
            sent = true;
            sentAt = System.nanoTime();
        }
        node.send();
        return left < before;
    }
}
