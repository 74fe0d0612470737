package balanza.e2e.site;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A {@link LedgerNode} in a process of its own, that can be killed, frozen and told to fail. */
public final class LedgerProgram implements AutoCloseable {
    private static final Duration START_LIMIT = Duration.ofSeconds(20);
    private static final int CONNECT_MILLIS = 300;

    private final String host;
    private final int port = Ports.free();
    private final Path ledger = OneJvm.freshFolder("ledger").resolve("ledger");
    private final Client direct;
    private final List<Socket> waiting = new ArrayList<>();
    private final Program program;

    private LedgerProgram(String host, List<String> within) {
        this.host = host;
        direct = new Client(URI.create("http://" + host + ":" + port));
        List<String> command = new ArrayList<>(within);
        command.addAll(Java.command(
                List.of("-Xmx32m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"),
                LedgerNode.class,
                host,
                Integer.toString(port),
                ledger.toString()));
        program = new Program("ledger-node-" + port, Repository.scratch(), command, Map.of());
    }

    /** Returns once it answers. */
    public static LedgerProgram start() {
        LedgerProgram node = new LedgerProgram("127.0.0.1", List.of());
        node.startAgain();
        return node;
    }

    /** In a network namespace, at an address that it has there; returns once it answers. Needs to be root. */
    public static LedgerProgram startIn(String namespace, String host) {
        LedgerProgram node = new LedgerProgram(host, List.of("ip", "netns", "exec", namespace));
        node.startAgain();
        return node;
    }

    /** As it was at first; returns once it answers. What it has done before stays written. */
    public void startAgain() {
        close();
        program.start();
        try {
            Poll.until(START_LIMIT, () -> {
                program.mustRun();
                requests();
            });
        } catch (Error e) {
            program.close();
            throw new AssertionError(e.getMessage() + "\n" + program.output(), e);
        }
    }

    /** Its own address. */
    public String host() {
        return host;
    }

    /** Where it listens. */
    public int port() {
        return port;
    }

    /** From now on answers as {@link LedgerNode} knows to. */
    public void order(String order) {
        direct.call("POST", "/orders/" + order).send();
    }

    /** How many requests it was sent since it was started, but for orders and questions after its health. */
    public long requests() {
        return Long.parseLong(direct.call("POST", "/orders/none").send().body());
    }

    /** The ids of all POSTs that it has done, in order. */
    public List<String> done() {
        try {
            return Files.exists(ledger) ? Files.readAllLines(ledger) : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As {@code kill -9}. */
    public void kill() {
        program.kill();
    }

    /** As {@code kill}; waits for its end. */
    public void terminate() {
        program.askToEnd();
        program.exitCode();
    }

    /** As SIGSTOP. */
    public void freeze() {
        program.freeze();
    }

    /** As SIGCONT. */
    public void thaw() {
        program.thaw();
    }

    /** Makes a black hole of it: it takes no connections, and the system takes none for it, nor refuses any. */
    public void swallow() {
        order("deaf");
        boolean taken = true;
        while (taken) {
            if (waiting.size() > 2 * LedgerNode.BACKLOG) {
                throw new IllegalStateException("the backlog is never full");
            }
            taken = takesAnother();
        }
    }

    private boolean takesAnother() {
        Socket connection = new Socket();
        waiting.add(connection);
        try {
            connection.connect(new InetSocketAddress(host, port), CONNECT_MILLIS);
            return true;
        } catch (SocketTimeoutException full) {
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        program.close();
        try {
            for (Socket connection : waiting) {
                connection.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        waiting.clear();
    }
}
