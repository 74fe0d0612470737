package balanza.e2e.site;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A node that plays a script of bytes to each request, and then closes the connection. It is always healthy.
 */
public final class RawNode implements AutoCloseable {
    private static final String STATUS_LINE = "GET /" + Tenant.STATUS_PATH + " ";
    private static final String HEALTHY = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";

    private final ServerSocket listening;
    private final Script script;
    private final List<String> heads = new CopyOnWriteArrayList<>();
    private final List<Socket> connections = new CopyOnWriteArrayList<>();

    /** What happens on a connection once the head of a request has come. */
    @FunctionalInterface
    public interface Script {
        void play(RawPeer peer) throws IOException;
    }

    private RawNode(Script script) throws IOException {
        this.script = script;
        listening = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
    }

    /** Listens on a free port of the loopback address. */
    static RawNode start(Script script) {
        try {
            RawNode node = new RawNode(script);
            daemon(node::accept);
            return node;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where it listens. */
    public int port() {
        return listening.getLocalPort();
    }

    /** The heads of all requests but those after its health. */
    public List<String> heads() {
        return List.copyOf(heads);
    }

    @Override
    public void close() {
        try {
            listening.close();
            for (Socket connection : connections) {
                connection.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void accept() {
        while (!listening.isClosed()) {
            try {
                Socket connection = listening.accept();
                connections.add(connection);
                daemon(() -> serve(connection));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket connection) {
        try (connection) {
            RawPeer peer = new RawPeer(connection);
            String head = peer.readTo("\r\n\r\n");
            if (head.startsWith(STATUS_LINE)) {
                peer.send(HEALTHY);
            } else if (!head.isEmpty()) {
                heads.add(head);
                script.play(peer);
            }
        } catch (IOException gone) {
            // The other side has closed, which ends the script.
        } finally {
            connections.remove(connection);
        }
    }

    private static void daemon(Runnable work) {
        Thread thread = new Thread(work, "raw-node");
        thread.setDaemon(true);
        thread.start();
    }

    /** The other end of a connection, bytes as ISO 8859-1. */
    public record RawPeer(Socket socket) {
        /** What comes up to and with {@code end}, or up to the connection's end. */
        public String readTo(String end) throws IOException {
            StringBuilder text = new StringBuilder();
            while (text.indexOf(end) < 0) {
                int next = socket.getInputStream().read();
                if (next < 0) {
                    break;
                }
                text.append((char) next);
            }
            return text.toString();
        }

        /** Sends at once. */
        public void send(String text) throws IOException {
            socket.getOutputStream().write(text.getBytes(ISO_8859_1));
            socket.getOutputStream().flush();
        }

        /** Sends so many bytes. */
        public void pour(long count) throws IOException {
            Bytes.pour(socket, count);
        }

        /** Reads so many bytes, or up to the connection's end; returns how many. */
        public long drain(long count) throws IOException {
            return Bytes.drain(socket, count);
        }
    }
}
