package balanza.registry;

import static balanza.registry.Waiting.now;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;

/** Stands before a store and can keep back all that is said, with the connections left open, as a frozen process does. */
final class SilentProxy {
    private final NetClient client;
    private final NetServer server;
    private final int storePort;
    private volatile boolean silent;

    SilentProxy(Vertx vertx, int storePort) {
        this.storePort = storePort;
        client = vertx.createNetClient();
        server = now(vertx.createNetServer().connectHandler(this::join).listen(0, "127.0.0.1"));
    }

    int port() {
        return server.actualPort();
    }

    void fallSilent() {
        silent = true;
    }

    /** What was said meanwhile is lost. */
    void speak() {
        silent = false;
    }

    private void join(NetSocket asker) {
        asker.pause();
        client.connect(storePort, "127.0.0.1")
                .onSuccess(store -> {
                    asker.handler(bytes -> pass(bytes, store)).closeHandler(closed -> store.close());
                    store.handler(bytes -> pass(bytes, asker)).closeHandler(closed -> asker.close());
                    asker.resume();
                })
                .onFailure(refused -> asker.close());
    }

    private void pass(Buffer bytes, NetSocket to) {
        if (!silent) {
            to.write(bytes);
        }
    }
}
