package balanza.balancer.http;

import balanza.balancer.wire.Authority;
import balanza.balancer.wire.WireLimits;
import balanza.contract.ApiError;
import balanza.contract.ApiException;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an HTTP/2 request must be to be passed on over HTTP/1: HTTP/2 can carry, in a name, a value or a path, what would
 * there be the end of a line.
 *
 * <p>Source: RFC 9113 sections 8.2 (fields) and 8.3.1 (the request's parts).
 */
final class Http2Rules {
    private static final String TOKEN_MARKS = "!#$%&'*+-.^_`|~";

    /** The bytes of a request line that the parts of an HTTP/2 request do not have: two spaces and the version. */
    private static final int REST_OF_REQUEST_LINE = 10;

    private Http2Rules() {}

    /** What is wrong with the request; nothing if nothing is. */
    static @Nullable ApiException refusal(HttpServerRequest request, WireLimits limits) {
        String target = request.uri();
        if (request.method().equals(HttpMethod.CONNECT)) {
            return ApiError.METHOD_NOT_ALLOWED.exception();
        }
        if (!isToken(request.method().name()) || target == null || !isTarget(request.method(), target)) {
            return ApiError.BAD_REQUEST.exception();
        }
        if (target.length() + request.method().name().length() + REST_OF_REQUEST_LINE > limits.requestLineBytes()) {
            return ApiError.URI_TOO_LONG.exception();
        }
        if (request.headers().entries().size() > limits.headersLines()) {
            return ApiError.HEADERS_TOO_LARGE.exception();
        }
        return isScheme(request.scheme()) && isAuthority(request.authority()) && areFields(request.headers())
                ? null
                : ApiError.BAD_REQUEST.exception();
    }

    /** Those that an HTTP/1 target could have: RFC 9110 section 4.2. */
    private static boolean isScheme(@Nullable String scheme) {
        return "https".equalsIgnoreCase(scheme) || "http".equalsIgnoreCase(scheme);
    }

    private static boolean isAuthority(@Nullable HostAndPort authority) {
        return authority != null && Authority.isValid(authority.toString());
    }

    /** {@code :path}: from its slash on, or the asterisk; never with a fragment. */
    private static boolean isTarget(HttpMethod method, String target) {
        if (target.equals("*")) {
            return method.equals(HttpMethod.OPTIONS);
        }
        return target.startsWith("/") && target.chars().allMatch(c -> c > ' ' && c < 0x7f && c != '#');
    }

    private static boolean areFields(MultiMap headers) {
        for (Map.Entry<String, String> field : headers) {
            if (!isToken(field.getKey()) || isOfOneConnection(field) || !isValue(field.getValue())) {
                return false;
            }
        }
        List<String> lengths = headers.getAll(HttpHeaders.CONTENT_LENGTH);
        return headers.getAll(HttpHeaders.HOST).size() <= 1
                && headers.getAll(HttpHeaders.EXPECT).stream().allMatch("100-continue"::equalsIgnoreCase)
                && lengths.size() <= 1
                && lengths.stream().allMatch(length -> length.matches("[0-9]{1,18}"));
    }

    private static boolean isToken(String name) {
        return !name.isEmpty()
                && name.chars()
                        .allMatch(c -> (c >= 'a' && c <= 'z')
                                || (c >= 'A' && c <= 'Z')
                                || (c >= '0' && c <= '9')
                                || (c < 0x7f && TOKEN_MARKS.indexOf(c) >= 0));
    }

    /** RFC 9113 section 8.2.2: such fields make a request malformed. */
    private static boolean isOfOneConnection(Map.Entry<String, String> field) {
        return switch (field.getKey()) {
            case "connection", "proxy-connection", "keep-alive", "transfer-encoding", "upgrade" -> true;
            case "te" -> !field.getValue().equalsIgnoreCase("trailers");
            default -> false;
        };
    }

    private static boolean isValue(String value) {
        return value.chars().allMatch(c -> (c >= ' ' && c != 0x7f) || c == '\t')
                && !value.startsWith(" ")
                && !value.startsWith("\t")
                && !value.endsWith(" ")
                && !value.endsWith("\t");
    }
}
