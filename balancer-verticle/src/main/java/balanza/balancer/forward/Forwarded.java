package balanza.balancer.forward;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whom a request comes from, and how the node is told. What a client says of itself is dropped; what a trusted proxy says
 * stays, and the proxy is added to it.
 */
final class Forwarded {
    private static final CharSequence FOR = HttpHeaders.createOptimized("X-Forwarded-For");
    private static final CharSequence PROTO = HttpHeaders.createOptimized("X-Forwarded-Proto");
    private static final CharSequence HOST = HttpHeaders.createOptimized("X-Forwarded-Host");
    private static final CharSequence PORT = HttpHeaders.createOptimized("X-Forwarded-Port");
    private static final CharSequence PREFIX = HttpHeaders.createOptimized("X-Forwarded-Prefix");
    static final CharSequence REQUEST_ID = HttpHeaders.createOptimized("X-Request-Id");
    private static final int MAX_ID_CHARACTERS = 128;

    private final HttpServerRequest http;
    private final String peer;
    private final TrustedProxies trusted;
    private final boolean believed;

    private Forwarded(HttpServerRequest http, String peer, TrustedProxies trusted) {
        this.http = http;
        this.peer = peer;
        this.trusted = trusted;
        this.believed = trusted.contains(peer);
    }

    static Forwarded of(HttpServerRequest http, TrustedProxies trusted) {
        return new Forwarded(http, http.remoteAddress().hostAddress(), trusted);
    }

    /** Whether what the client's side says in such fields stays. */
    boolean believed() {
        return believed;
    }

    /** The client's address: the last one on the way that is no trusted proxy's. */
    String client() {
        if (!believed) {
            return peer;
        }
        List<String> hops = List.of(String.join(",", http.headers().getAll(FOR)).split(",", -1));
        for (int i = hops.size() - 1; i >= 0; i--) {
            String hop = hops.get(i).strip();
            if (!hop.isEmpty() && !trusted.contains(hop)) {
                return hop;
            }
        }
        return peer;
    }

    /** @param ours unless a trusted proxy has given one */
    String requestId(String ours) {
        String theirs = believed ? http.headers().get(REQUEST_ID) : null;
        return theirs == null || theirs.isEmpty() || theirs.length() > MAX_ID_CHARACTERS ? ours : theirs;
    }

    /** Tells the node. */
    void tell(ClientRequest request, MultiMap to) {
        to.set(REQUEST_ID, request.id());
        List<String> hops = believed ? http.headers().getAll(FOR) : List.of();
        to.set(FOR, hops.isEmpty() ? peer : String.join(", ", hops) + ", " + peer);
        setUnlessTold(to, PROTO, http.isSSL() ? "https" : "http");
        setUnlessTold(to, HOST, request.host());
        setUnlessTold(to, PORT, Integer.toString(http.localAddress().port()));
        setUnlessTold(to, PREFIX, "/api/balance/" + request.app());
    }

    private void setUnlessTold(MultiMap to, CharSequence name, @Nullable String value) {
        if (value != null && !value.isEmpty() && !(believed && to.contains(name))) {
            to.set(name, value);
        }
    }
}
