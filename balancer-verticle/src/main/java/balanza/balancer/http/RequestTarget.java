package balanza.balancer.http;

import balanza.balancer.wire.Authority;
import balanza.contract.ApiError;
import balanza.contract.ApiException;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.HostAndPort;
import org.jspecify.annotations.Nullable;

/**
 * What a request is for, read once and in one way, whichever form it was written in.
 *
 * <p>Source: RFC 9112 section 3.2.
 *
 * @param pathAndQuery byte for byte as the client wrote it; begins with {@code /}, or is {@code *}
 * @param authority {@code host[:port]} as the client sees us: of the target where it names one, of {@code Host} otherwise;
 *     {@code null} if an HTTP/1.0 client told neither
 */
public record RequestTarget(String pathAndQuery, @Nullable String authority) {
    private static final String[] SCHEMES = {"http://", "https://"};

    /**
     * The target of a request.
     *
     * @throws ApiException {@link ApiError#BAD_REQUEST} if it is none
     */
    public static RequestTarget of(HttpServerRequest request) {
        String uri = request.uri();
        if (!isPlain(uri)) {
            throw malformed();
        }
        if (uri.startsWith("/") || uri.equals("*")) {
            return new RequestTarget(uri, told(request));
        }
        for (String scheme : SCHEMES) {
            if (uri.regionMatches(true, 0, scheme, 0, scheme.length())) {
                return absolute(uri, scheme.length());
            }
        }
        throw malformed();
    }

    /** Whether the whole server is meant, RFC 9110 section 7.1. */
    public boolean isAsterisk() {
        return pathAndQuery.equals("*");
    }

    private static RequestTarget absolute(String uri, int from) {
        int end = from;
        while (end < uri.length() && uri.charAt(end) != '/' && uri.charAt(end) != '?') {
            end++;
        }
        String authority = uri.substring(from, end);
        if (!Authority.isValid(authority)) {
            throw malformed();
        }
        String rest = uri.substring(end);
        return new RequestTarget(rest.startsWith("/") ? rest : "/" + rest, authority);
    }

    private static @Nullable String told(HttpServerRequest request) {
        if (request.version() != HttpVersion.HTTP_2) {
            return request.headers().get(HttpHeaders.HOST);
        }
        HostAndPort authority = request.authority();
        if (authority == null) {
            return null;
        }
        return authority.port() > 0 ? authority.toString() : authority.host(); // Digits may be missing behind a colon.
    }

    /** Visible ASCII characters without a fragment; HTTP/1 requests were refused before if they had others. */
    private static boolean isPlain(String uri) {
        for (int i = 0; i < uri.length(); i++) {
            char c = uri.charAt(i);
            if (c <= ' ' || c >= 0x7f || c == '#') {
                return false;
            }
        }
        return !uri.isEmpty();
    }

    private static ApiException malformed() {
        return ApiError.BAD_REQUEST.exception(
                "target: malformed (expected: a path, or http:// or https:// with a host and a path)");
    }
}
