package balanza.bench.site;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;

/** Takes HAProxy's log, as a syslog server would that costs next to nothing: by UDP, and drops it. */
final class LogSink {
    private static final int BUFFER_BYTES = 4 << 20;

    private LogSink() {}

    /** Listens until the bench ends; returns the port. */
    static int start() {
        try {
            DatagramChannel channel = DatagramChannel.open()
                    .setOption(StandardSocketOptions.SO_RCVBUF, BUFFER_BYTES)
                    .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            Thread thread = new Thread(() -> drain(channel), "log sink");
            thread.setDaemon(true);
            thread.start();
            return ((InetSocketAddress) channel.getLocalAddress()).getPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void drain(DatagramChannel channel) {
        ByteBuffer record = ByteBuffer.allocateDirect(1 << 16);
        try {
            while (channel.isOpen()) {
                channel.receive(record.clear());
            }
        } catch (IOException e) {
            System.err.println("log sink: " + e);
        }
    }
}
