package balanza.balancer.strict;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import balanza.contract.Endpoint;
import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A node that judges every byte it is sent and remembers every request. Each is answered with what it was, so that nobody can
 * get another's answer unnoticed.
 */
public final class StrictNode implements Closeable {
    private final ServerSocket listener = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
    private final List<Socket> connections = new CopyOnWriteArrayList<>();
    private final List<Seen> seen = new ArrayList<>();
    private final List<String> cut = new CopyOnWriteArrayList<>();
    private final List<String> violations = new ArrayList<>();

    public StrictNode() throws IOException {
        daemon(this::accept);
    }

    public Endpoint endpoint() {
        return new Endpoint("127.0.0.1", listener.getLocalPort());
    }

    /** The requests that came since this was asked last, in the order in which they were whole. */
    public List<Seen> taken() {
        return drained(seen);
    }

    /** The request lines of requests that ended in the middle. */
    public List<String> cut() {
        return cut;
    }

    /** Everything malformed that came since this was asked last. */
    public List<String> violations() {
        return drained(violations);
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (var connection : connections) {
            connection.close();
        }
    }

    private static <T> List<T> drained(List<T> list) {
        synchronized (list) {
            var all = List.copyOf(list);
            list.clear();
            return all;
        }
    }

    private void accept() {
        try {
            for (; ; ) {
                var connection = listener.accept();
                connection.setTcpNoDelay(true);
                connections.add(connection);
                daemon(() -> serve(connection));
            }
        } catch (IOException e) {
            // Closed: the test is over.
        }
    }

    private void serve(Socket connection) {
        StrictReader reader = null;
        try (connection) {
            var out = connection.getOutputStream();
            reader = new StrictReader(
                    new BufferedInputStream(connection.getInputStream()),
                    out,
                    endpoint().toString());
            for (var request = reader.next(); request != null; request = reader.next()) {
                synchronized (seen) {
                    seen.add(request);
                }
                out.write(answer(request).getBytes(ISO_8859_1));
            }
        } catch (StrictReader.Violation e) {
            synchronized (violations) {
                violations.add(e.getMessage());
            }
        } catch (EOFException e) {
            cut.add(reader.under());
        } catch (IOException e) {
            if (!reader.under().isEmpty()) {
                cut.add(reader.under());
            }
        }
    }

    private static String answer(Seen request) {
        var body = request.told();
        return "HTTP/1.1 200 OK\r\nContent-Length: " + body.length() + "\r\n\r\n"
                + (request.method().equals("HEAD") ? "" : body);
    }

    private static void daemon(Runnable work) {
        var thread = new Thread(work, "strict-node");
        thread.setDaemon(true);
        thread.start();
    }
}
