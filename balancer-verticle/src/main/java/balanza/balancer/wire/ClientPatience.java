package balanza.balancer.wire;

import io.netty.channel.Channel;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * How long a client may keep its connection without a request, or without reading on in the last answer, and how long it may
 * take over a head. A head that comes whole costs no timer, and many requests on one connection share the one that looks for
 * idleness.
 */
public final class ClientPatience {
    private final Channel channel;
    private final EventExecutor loop;
    private final Duration keepAlive;
    private final Duration headTimeout;
    private final Runnable idleTooLong;
    private final Runnable headTooLate;

    private boolean idle;
    private boolean over;
    private long idleSince;
    private long unsent;
    private @Nullable Future<?> look;
    private @Nullable Future<?> head;

    /** @param idleTooLong and {@code headTooLate} are run on the channel's event loop */
    public ClientPatience(Channel channel, WireLimits limits, Runnable idleTooLong, Runnable headTooLate) {
        this.channel = channel;
        this.loop = channel.eventLoop();
        this.keepAlive = limits.keepAlive();
        this.headTimeout = limits.headTimeout();
        this.idleTooLong = idleTooLong;
        this.headTooLate = headTooLate;
    }

    /**
     * No request is under way.
     *
     * @param headBegun whether part of the next one's head has come
     */
    public void waiting(boolean headBegun) {
        if (over) {
            return;
        }
        if (headBegun) {
            idle = false;
            head = head == null ? loop.schedule(headTooLate, headTimeout.toNanos(), TimeUnit.NANOSECONDS) : head;
            return;
        }
        cancelHead();
        if (!idle) {
            idle = true;
            idleSince = System.nanoTime();
            lookIn(keepAlive.toNanos());
        }
    }

    /** A whole head has come, and its request is now under way. */
    public void busy() {
        idle = false;
        cancelHead();
    }

    /** The connection ends, or is no longer HTTP. */
    public void end() {
        over = true;
        busy();
        if (look != null) {
            look.cancel(false);
            look = null;
        }
    }

    private void cancelHead() {
        if (head != null) {
            head.cancel(false);
            head = null;
        }
    }

    private void lookIn(long nanos) {
        look = look == null ? loop.schedule(this::look, nanos, TimeUnit.NANOSECONDS) : look;
    }

    private void look() {
        look = null;
        if (!idle) {
            return;
        }
        long left = keepAlive.toNanos() - (System.nanoTime() - idleSince);
        long unsentBefore = unsent;
        unsent = unsent();
        if (left > 0) {
            lookIn(left);
        } else if (unsent > 0 && unsent != unsentBefore) {
            lookIn(keepAlive.toNanos()); // A slow reader is not idle.
        } else {
            idleTooLong.run();
        }
    }

    /** Bytes that the other side has not taken yet. */
    private long unsent() {
        ChannelOutboundBuffer written = channel.unsafe().outboundBuffer();
        return written == null ? 0 : written.totalPendingWriteBytes();
    }
}
