package balanza.balancer;

import balanza.contract.Endpoint;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A node that does on each connection what its script says, and remembers the heads it was sent. */
public final class RawNode implements Closeable {
    /** What happens on a connection; when it is through, the connection is closed. */
    public interface Script {
        void play(Wire balancer, RawNode node) throws Exception;
    }

    private static final int FIRST_PORT = 20_000;
    private static final int PORTS = 12_000;

    private static final AtomicInteger next =
            new AtomicInteger((int) (ProcessHandle.current().pid() * 61 % PORTS));

    private final ServerSocket listener;
    private final Script script;
    private final List<Wire> connections = new CopyOnWriteArrayList<>();
    private final BlockingQueue<String> seen = new LinkedBlockingQueue<>();

    private RawNode(Script script) throws IOException {
        this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        this.script = script;
        daemon(this::accept);
    }

    public static RawNode playing(Script script) throws IOException {
        return new RawNode(script);
    }

    /** Answers each request that has no body with the same bytes, and keeps the connection. */
    public static RawNode answering(String answer) throws IOException {
        return playing((balancer, node) -> {
            for (; ; ) {
                node.note(balancer.head());
                balancer.send(answer);
            }
        });
    }

    /** Answers 200 with a short body. */
    public static RawNode saying(String body) throws IOException {
        return answering("HTTP/1.1 200 OK\r\nContent-Length: " + body.length() + "\r\n\r\n" + body);
    }

    /** Takes a request's head, then closes without a word. */
    public static RawNode hangingUp() throws IOException {
        return playing((balancer, node) -> node.note(balancer.head()));
    }

    /** An endpoint that refuses connections. */
    public static Endpoint refusing() {
        return new Endpoint("127.0.0.1", freePort());
    }

    /**
     * A port that nobody listens on, given only once: below the range from which the system takes ports for outgoing
     * connections, so that it is free when it is wanted.
     */
    public static int freePort() {
        for (int tried = 0; tried < PORTS; tried++) {
            int port = FIRST_PORT + Math.floorMod(next.getAndIncrement(), PORTS);
            try (var free = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return free.getLocalPort();
            } catch (IOException taken) {
                // The next one, then.
            }
        }
        throw new IllegalStateException("no free port");
    }

    public Endpoint endpoint() {
        return new Endpoint("127.0.0.1", listener.getLocalPort());
    }

    public String note(String head) {
        seen.add(head);
        return head;
    }

    /** The next head that came. */
    public String seen() throws InterruptedException {
        var head = seen.poll(10, TimeUnit.SECONDS);
        if (head == null) {
            throw new AssertionError("no request came");
        }
        return head;
    }

    /** Heads that came and were not asked for yet. */
    public int unread() {
        return seen.size();
    }

    /** Connections that were ever taken. */
    public int connections() {
        return connections.size();
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (var connection : connections) {
            connection.close();
        }
    }

    private void accept() {
        try {
            for (; ; ) {
                var connection = new Wire(listener.accept());
                connections.add(connection);
                daemon(() -> play(connection));
            }
        } catch (IOException e) {
            // Closed: the test is over.
        }
    }

    private void play(Wire connection) {
        try (connection) {
            script.play(connection, this);
        } catch (Exception e) {
            // The balancer closed, which is how most connections end; a test asserts on what it sees.
        }
    }

    private static void daemon(Runnable work) {
        var thread = new Thread(work, "raw-node");
        thread.setDaemon(true);
        thread.start();
    }
}
