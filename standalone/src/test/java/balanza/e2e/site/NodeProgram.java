package balanza.e2e.site;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** {@code java -jar balanza.jar node}: a node that can be killed. */
public final class NodeProgram implements AutoCloseable {
    private static final Duration START_LIMIT = Duration.ofSeconds(20);

    private final int port = Ports.free();
    private final Program program = new Program(
            "node-" + port,
            Repository.scratch(),
            Java.command(List.of("-Xmx64m"), Jar.BALANZA, "node", Integer.toString(port)),
            Map.of());

    private NodeProgram() {}

    /** Returns once it answers. */
    static NodeProgram start() {
        NodeProgram node = new NodeProgram();
        node.program.start();
        Client client = new Client(URI.create("http://127.0.0.1:" + node.port));
        try {
            Poll.until(START_LIMIT, () -> {
                node.program.mustRun();
                client.get("/" + Tenant.STATUS_PATH);
            });
        } catch (Error e) {
            node.close();
            throw new AssertionError(e.getMessage() + "\n" + node.program.output(), e);
        }
        return node;
    }

    /** Where it listens. */
    public int port() {
        return port;
    }

    /** As {@code kill -9}. */
    public void kill() {
        program.kill();
    }

    @Override
    public void close() {
        program.close();
    }
}
