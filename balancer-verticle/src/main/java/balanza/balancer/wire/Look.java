package balanza.balancer.wire;

import io.netty.channel.Channel;
import io.netty.channel.epoll.EpollIoEvent;
import io.netty.channel.epoll.EpollIoHandle;
import io.netty.channel.epoll.EpollIoOps;
import io.netty.channel.nio.AbstractNioChannel.NioUnsafe;
import io.netty.channel.unix.Socket;
import io.netty.channel.unix.UnixChannel;
import io.netty.channel.uring.IoUringIoHandle;
import io.netty.util.concurrent.Future;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;

/**
 * Sees to it that what the other side has sent or done by now is known, though the event loop is busy with something else and
 * has not been told. Costs a system call, or on io_uring a turn of the loop.
 */
public final class Look {
    private static final EpollIoEvent READABLE = () -> EpollIoOps.EPOLLIN;

    /** What is read into it is thrown away, by whichever thread. */
    private static final ByteBuffer ONE_BYTE = ByteBuffer.allocateDirect(1);

    private Look() {}

    /**
     * Whether nothing has come on a plain connection that nobody uses, not even its end. What has come is not told, or only in
     * part: the connection is of no more use. Costs a system call; runs on its event loop.
     */
    public static boolean isQuiet(Channel channel) {
        if (channel instanceof UnixChannel unix && unix.fd() instanceof Socket socket) {
            try {
                return socket.recv(ONE_BYTE, 0, 1) == 0;
            } catch (IOException e) {
                return false;
            }
        }
        if (channel.unsafe() instanceof NioUnsafe nio) {
            nio.read(); // Who reads here ends the connection, if there is anything.
        }
        return channel.isOpen();
    }

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
