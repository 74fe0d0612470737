package balanza.bench.site;

import balanza.bench.load.Content;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** A node that takes 20 ms for every answer, but none for questions after its health. It runs in the bench itself. */
final class SlowNode {
    private static final Duration DELAY = Duration.ofMillis(20);
    private static final int BACKLOG = 4096;
    /** LF CR LF: the end of a head, since CR stands in front of every LF. */
    private static final int END_OF_HEAD = 0x0a0d0a;

    private static final byte[] HEALTHY = answer(0);
    private static final byte[] ANSWER = answer(Content.KIB_1.bytes());

    private SlowNode() {}

    /** Listens until the bench ends; returns the port. */
    static int start() {
        try {
            ServerSocket server = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
            spawn(() -> accept(server));
            return server.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One for each connection: a proxy keeps no more than there are clients. */
    private static void spawn(Runnable task) {
        Thread thread = new Thread(task, "slow node");
        thread.setDaemon(true);
        thread.start();
    }

    private static void accept(ServerSocket server) {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                socket.setTcpNoDelay(true);
                spawn(() -> serve(socket));
            } catch (IOException e) {
                System.err.println("slow node: " + e);
            }
        }
    }

    private static void serve(Socket socket) {
        try (socket) {
            InputStream in = new BufferedInputStream(socket.getInputStream());
            for (String line = head(in); !line.isEmpty(); line = head(in)) {
                boolean health = line.startsWith("GET /status ");
                if (!health) {
                    LockSupport.parkNanos(DELAY.toNanos());
                }
                socket.getOutputStream().write(health ? HEALTHY : ANSWER);
            }
        } catch (IOException gone) {
            // The proxy's business: it is measured, and tells of what fails.
        }
    }

    /** Of a request without a body; {@code ""} at the connection's end. */
    private static String head(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        int last = 0;
        while ((last & 0xffffff) != END_OF_HEAD) {
            int next = in.read();
            if (next < 0) {
                return "";
            }
            head.write(next);
            last = last << 8 | next;
        }
        return head.toString(StandardCharsets.ISO_8859_1);
    }

    private static byte[] answer(int bytes) {
        String head = "HTTP/1.1 200 OK\r\nContent-Length: " + bytes + "\r\n\r\n";
        return (head + "x".repeat(bytes)).getBytes(StandardCharsets.ISO_8859_1);
    }
}
