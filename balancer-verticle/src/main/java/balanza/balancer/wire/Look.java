package balanza.balancer.wire;

import io.netty.channel.Channel;
import io.netty.channel.epoll.EpollIoEvent;
import io.netty.channel.epoll.EpollIoHandle;
import io.netty.channel.epoll.EpollIoOps;
import io.netty.channel.nio.AbstractNioChannel.NioUnsafe;
import io.netty.channel.uring.IoUringIoHandle;
import io.netty.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * Sees to it that what the other side has sent or done by now is known, though the event loop is busy with something else and
 * has not been told. Costs a system call, or on io_uring a turn of the loop.
 */
final class Look {
    private static final EpollIoEvent READABLE = () -> EpollIoOps.EPOLLIN;

    private Look() {}

    /**
     * Reads what has come on a connection and passes it on as usual, then goes on. Runs on its event loop.
     *
     * @param next run in any case; at once, but for io_uring, which is told of what has come when the loop has been round
     */
    static void before(Channel channel, Runnable next) {
        Channel.Unsafe socket = channel.unsafe();
        if (socket instanceof IoUringIoHandle) {
            // Not execute(): that may be run before the loop asks the kernel again.
            Future<?> unused = channel.eventLoop().schedule(next, 0, TimeUnit.NANOSECONDS);
            return;
        }
        if (socket instanceof NioUnsafe nio) {
            nio.read();
        } else if (socket instanceof EpollIoHandle epoll) {
            epoll.handle(null, READABLE);
        }
        next.run();
    }
}
