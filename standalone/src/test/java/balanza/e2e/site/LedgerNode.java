package balanza.e2e.site;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * A node that writes down each POST before it answers it, and fails as it is told by {@code POST /orders/{order}}. What
 * is written outlives a {@code kill -9}. It needs nothing but Java, so that it starts quickly.
 */
public final class LedgerNode {
    /** How many connections the system takes for a node that takes none itself; Linux takes one more. */
    static final int BACKLOG = 50;

    private static final int IDLE_MILLIS = 15_000;
    private static final Duration HALF_A_FLAP = Duration.ofMillis(700);
    private static final Duration UNTIL_THE_HEAD_IS_READ = Duration.ofMillis(20);
    private static final String STATUS_TARGET = "/" + Tenant.STATUS_PATH;
    private static final String ORDERS = "/orders/";
    private static final String ANSWER = "done";

    private final InetAddress host;
    private final int port;
    private final Path ledger;
    private final Set<Socket> connections = ConcurrentHashMap.newKeySet();
    private final AtomicLong requests = new AtomicLong();
    private volatile ServerSocket listening;
    private volatile String order = "well";

    private LedgerNode(InetAddress host, int port, Path ledger) throws IOException {
        this.host = host;
        this.port = port;
        this.ledger = ledger;
        listening = new ServerSocket(port, BACKLOG, host);
    }

    /** @param args the address and the port to listen on, and the file to write to */
    public static void main(String[] args) throws IOException {
        new LedgerNode(InetAddress.getByName(args[0]), Integer.parseInt(args[1]), Path.of(args[2])).accept();
    }

    private void accept() {
        while (true) {
            if (order.equals("deaf")) {
                pass(HALF_A_FLAP);
                continue;
            }
            try {
                Socket connection = listening.accept();
                connections.add(connection);
                daemon(() -> serve(connection));
            } catch (IOException closed) {
                pass(Duration.ofMillis(1)); // Flapping; it will listen again.
            }
        }
    }

    private void serve(Socket connection) {
        try (connection) {
            connection.setTcpNoDelay(true);
            connection.setSoTimeout(IDLE_MILLIS);
            InputStream in = new BufferedInputStream(connection.getInputStream());
            boolean goesOn = true;
            while (goesOn) {
                String head = head(in);
                in.skipNBytes(length(head));
                goesOn = !head.isEmpty() && answer(connection, head) && !head.contains("connection: close");
            }
        } catch (IOException gone) {
            // The other side has closed or broken the connection, or says nothing any more.
        } finally {
            connections.remove(connection);
        }
    }

    /** In lower case, but for the request line; empty at the connection's end. */
    private static String head(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0) {
                return "";
            }
            head.append((char) (head.indexOf("\r\n") < 0 ? next : Character.toLowerCase(next)));
        }
        return head.toString();
    }

    private static long length(String head) {
        String name = "\r\ncontent-length:";
        int at = head.indexOf(name);
        return at < 0
                ? 0
                : Long.parseLong(head.substring(at + name.length(), head.indexOf("\r\n", at + 2))
                        .strip());
    }

    /** @return whether the connection goes on */
    private boolean answer(Socket connection, String head) throws IOException {
        String[] line = head.split(" ", 3);
        String target = line[1];
        if (target.equals(STATUS_TARGET)) {
            return send(connection, "");
        }
        if (target.startsWith(ORDERS)) {
            take(target.substring(ORDERS.length()));
            return send(connection, Long.toString(requests.get()));
        }
        requests.incrementAndGet();
        if (line[0].equals("POST")) {
            note(target.substring(target.lastIndexOf('/') + 1));
        }
        return switch (order) {
            case "reset" -> reset(connection);
            case "cut" -> cut(connection);
            default -> {
                if (order.startsWith("slow-")) {
                    pass(Duration.ofMillis(Long.parseLong(order.substring("slow-".length()))));
                }
                yield send(connection, ANSWER) && !order.equals("deaf");
            }
        };
    }

    private synchronized void note(String id) throws IOException {
        Files.writeString(ledger, id + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    private static boolean send(Socket connection, String body) throws IOException {
        write(connection, "HTTP/1.1 200 OK\r\nContent-Length: " + body.length() + "\r\n\r\n" + body);
        return true;
    }

    private static boolean cut(Socket connection) throws IOException {
        write(connection, "HTTP/1.1 200 OK\r\nContent-Length: 2000\r\n\r\n" + "x".repeat(1000));
        pass(UNTIL_THE_HEAD_IS_READ); // A reset may overtake what was sent before.
        return reset(connection);
    }

    private static boolean reset(Socket connection) throws IOException {
        connection.setSoLinger(true, 0);
        return false;
    }

    private static void write(Socket connection, String text) throws IOException {
        connection.getOutputStream().write(text.getBytes(ISO_8859_1));
    }

    private void take(String newOrder) {
        if (newOrder.equals("none")) {
            return; // Who asks only wants to know how many requests there were.
        }
        boolean flapsAlready = order.equals("flap");
        order = newOrder;
        if (newOrder.equals("flap") && !flapsAlready) {
            daemon(this::flap);
        }
    }

    private void flap() {
        try {
            while (order.equals("flap")) {
                pass(HALF_A_FLAP);
                listening.close();
                for (Socket connection : connections) {
                    reset(connection);
                    connection.close();
                }
                pass(HALF_A_FLAP);
                listening = new ServerSocket(port, BACKLOG, host);
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void pass(Duration time) {
        long end = System.nanoTime() + time.toNanos();
        for (long left = time.toNanos(); left > 0; left = end - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    private static void daemon(Runnable work) {
        Thread thread = new Thread(null, work, "ledger-node", 1 << 18);
        thread.setDaemon(true);
        thread.start();
    }
}
