package balanza.balancer.wire;

import io.netty.channel.Channel;

/**
 * Stops reading from a connection while too much of what came has to wait. It does so by {@code autoRead}, which Vert.x uses
 * too, for itself: so that neither takes the other's mark for its own, it is switched off here only where Vert.x has it on,
 * and back on before Vert.x looks at it.
 */
final class ReadHold {
    private static final int BYTES = 64 * 1024;

    private final Channel channel;
    private boolean holding;

    ReadHold(Channel channel) {
        this.channel = channel;
    }

    boolean held() {
        return holding;
    }

    /** After Vert.x has looked. */
    void stopIfTooMuch(int waiting) {
        if (!holding && waiting > BYTES && channel.config().isAutoRead()) {
            holding = true;
            channel.config().setAutoRead(false);
        }
    }

    /** Before Vert.x looks. */
    void goOnIfFew(int waiting) {
        if (holding && waiting <= BYTES) {
            holding = false;
            channel.config().setAutoRead(true);
        }
    }
}
