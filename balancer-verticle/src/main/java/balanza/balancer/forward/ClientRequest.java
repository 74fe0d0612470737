package balanza.balancer.forward;

import balanza.balancer.wire.RequestGuard;
import balanza.contract.ApiException;
import balanza.contract.Outcome;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A client's request as the data plane sees it: what is asked of which app, by whom. */
public final class ClientRequest implements Repeatable {
    /** RFC 9113 section 7. */
    private static final long H2_INTERNAL_ERROR = 2;

    private final HttpServerRequest http;
    private final String app;
    private final String uri;
    private final @Nullable String host;
    private final String id;
    private final Forwarded forwarded;
    private final boolean hasBody;
    private final boolean upgrade;

    /**
     * @param http nothing of its body read yet
     * @param app the app's name, as in the path
     * @param uri what the node is asked for: path and query, from {@code /}, byte for byte
     * @param host what the client takes us for: the authority of the target, or {@code Host}; {@code null} if it said nothing
     * @param id tells this request from all others
     * @param trusted whose word counts on whom a request comes from
     */
    public ClientRequest(
            HttpServerRequest http, String app, String uri, @Nullable String host, String id, TrustedProxies trusted) {
        this.http = http;
        this.app = app;
        this.uri = uri;
        this.host = host;
        this.id = id;
        forwarded = Forwarded.of(http, trusted);
        hasBody = Framing.announcesBody(http);
        upgrade = !hasBody && asksForWebSocket(http);
    }

    /** As Vert.x has it. */
    public HttpServerRequest http() {
        return http;
    }

    /** The app's name. */
    public String app() {
        return app;
    }

    /** Path and query. */
    public String uri() {
        return uri;
    }

    /** Tells this request from all others, in our log and the node's. */
    public String id() {
        return forwarded.requestId(id);
    }

    @Nullable
    String host() {
        return host;
    }

    Forwarded forwarded() {
        return forwarded;
    }

    @Override
    public HttpMethod method() {
        return http.method();
    }

    @Override
    public boolean hasBody() {
        return hasBody;
    }

    /** Whether it asks for a WebSocket, RFC 6455 section 4.1; other protocols are not passed. */
    boolean upgrade() {
        return upgrade;
    }

    /** Ends the connection, or the HTTP/2 stream, so that an answer that is half sent looks cut. */
    void cut(Outcome reason) {
        if (http.version() == HttpVersion.HTTP_2) {
            http.response().reset(H2_INTERNAL_ERROR);
            return;
        }
        RequestGuard guard = RequestGuard.of(http.connection());
        // Where a body may end with the connection, an orderly close would look like its end; and one that waits for
        // what is
        // still to be written would wait for ever where the client does not read.
        boolean atOnce = http.version() == HttpVersion.HTTP_1_0 || reason == Outcome.CLIENT_GONE;
        if (atOnce && guard != null) {
            guard.reset();
        } else {
            http.connection().close();
        }
    }

    /** Is told if the body turns out not to be one; nothing more of it comes then. */
    void whenBroken(Consumer<ApiException> told) {
        RequestGuard guard = hasBody ? RequestGuard.of(http.connection()) : null;
        if (guard != null) {
            guard.whenBroken(refusal -> told.accept(refusal.told()));
        }
    }

    /** The upgrade it asked for was granted: what the client sends from here on is no HTTP any more. */
    void tunnel() {
        RequestGuard guard = RequestGuard.of(http.connection());
        if (guard != null) {
            guard.tunnel();
        }
    }

    /** The upgrade it asked for, if it did, was not granted. */
    void noTunnel() {
        RequestGuard guard = upgrade ? RequestGuard.of(http.connection()) : null;
        if (guard != null) {
            guard.noTunnel();
        }
    }

    /** Ends the connection, or the HTTP/2 stream, without the rest of the request's body. */
    void refuseTheRest() {
        Linger.close(http);
    }

    @Override
    public String address() {
        return forwarded.client();
    }

    @Override
    public @Nullable String header(String name) {
        return http.headers().get(name);
    }

    @Override
    public @Nullable String cookie(String name) {
        for (String cookies : http.headers().getAll(HttpHeaders.COOKIE)) {
            String found = Headers.cookie(cookies, name);
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    private static boolean asksForWebSocket(HttpServerRequest http) {
        return http.version() == HttpVersion.HTTP_1_1
                && http.method().equals(HttpMethod.GET)
                && http.headers().contains(HttpHeaders.UPGRADE, "websocket", true)
                && Headers.names(http.headers().getAll(HttpHeaders.CONNECTION), "upgrade");
    }
}
