package balanza.standalone;

import balanza.runtime.Env;
import balanza.runtime.Logging;
import io.vertx.core.Vertx;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The jar's entry: everything in one JVM, or one of its parts alone. */
public final class Standalone {

    private static final String USAGE = """
            usage: java -jar balanza.jar                      everything in one process
                   java -jar balanza.jar store [port]         the embedded store alone (27017), data in DATA_DIR (./data)
                   java -jar balanza.jar node <port> [host]   a sample node (on 127.0.0.1)""";

    private static final int STORE_PORT = 27017;
    private static final int NODE_CLOSE_SECONDS = 5;

    private Standalone() {}

    /**
     * Runs until SIGTERM or SIGINT, which close cleanly. Exits with 2 if {@code args} make no sense, 1 if a part cannot
     * start.
     */
    public static void main(String[] args) {
        Logging.configure(Env.ofProcess());
        try {
            run(args);
        } catch (IllegalArgumentException e) {
            exit(2, Objects.requireNonNullElse(e.getMessage(), USAGE));
        } catch (StartException e) {
            exit(1, Objects.requireNonNullElse(e.getMessage(), USAGE));
        }
    }

    private static void run(String[] args) {
        var part = args.length == 0 ? "" : args[0];
        if (args.length == 0) {
            Everything.start(Env.ofProcess());
        } else if (part.equals("store") && args.length <= 2) {
            store(args.length == 1 ? STORE_PORT : port(args[1]));
        } else if (part.equals("node") && (args.length == 2 || args.length == 3)) {
            node(port(args[1]), args.length == 2 ? "127.0.0.1" : args[2]);
        } else {
            throw new IllegalArgumentException(USAGE);
        }
    }

    private static void store(int port) {
        var folder = Everything.dataFolder(Env.ofProcess());
        var store = EmbeddedStore.open(folder, port);
        atExit(store::close);
        System.out.println("store ready: " + store.uri() + " (" + folder + ")");
    }

    private static void node(int port, String host) {
        var vertx = Vertx.vertx();
        var node = SampleNode.start(vertx, host, port).await();
        atExit(() -> closed(vertx));
        System.out.println("node " + node.port() + " ready: http://" + host + ":" + node.port() + "/");
    }

    private static void closed(Vertx vertx) {
        try {
            vertx.close().await(NODE_CLOSE_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            System.err.println("close: still connections after " + NODE_CLOSE_SECONDS + " s, dropped");
        }
    }

    private static int port(String text) {
        boolean digits = text.matches("[0-9]{1,5}");
        if (!digits || Integer.parseInt(text) > 65_535) {
            throw new IllegalArgumentException("port: " + text + " (expected: 0 to 65535)");
        }
        return Integer.parseInt(text);
    }

    private static void atExit(Runnable close) {
        Runtime.getRuntime().addShutdownHook(new Thread(close, "close"));
    }

    private static void exit(int code, String message) {
        System.err.println(message);
        System.exit(code);
    }
}
