package balanza.balancer.http;

import balanza.balancer.tls.ServerCertificate;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The public ports of this process, each open on every event loop. */
public final class Ports {
    private final List<HttpServer> plain = new CopyOnWriteArrayList<>();
    private final List<HttpServer> secure = new CopyOnWriteArrayList<>();

    /** A port is open, without TLS. */
    public void opened(HttpServer port) {
        plain.add(port);
    }

    /** A port is open, with TLS. */
    public void openedSecure(HttpServer port) {
        secure.add(port);
    }

    /**
     * Shows clients another certificate from their next handshake on.
     *
     * @return done when every event loop does; until then it depends on which one accepts a client
     */
    public Future<?> show(ServerCertificate certificate) {
        List<Future<?>> shown = new ArrayList<>();
        secure.forEach(port -> shown.add(port.updateSSLOptions(SecureDoor.tls(certificate))));
        return Future.all(shown);
    }

    /**
     * Closes the ports and the connections that are not used; the others when what is under way on them is through.
     *
     * @param drain how long that may take; then they are closed all the same
     * @return done when all are closed
     */
    public Future<?> close(Duration drain) {
        return Future.all(Stream.concat(plain.stream(), secure.stream())
                .map(port -> port.shutdown(drain.toMillis(), TimeUnit.MILLISECONDS))
                .toList());
    }
}
