package balanza.balancer.control;

import balanza.contract.ApiError;
import balanza.contract.App;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.stream.Stream;

/**
 * The condition under which a client wants a change made: the app's revision is one of those it names. Tags are compared
 * strongly; what is no tag of ours matches nothing. Source: RFC 9110 section 13.1.1.
 */
record IfMatch(List<String> tags) {
    private static final String ANY = "*";

    static IfMatch of(HttpServerRequest request) {
        List<String> fields = request.headers().getAll(HttpHeaders.IF_MATCH);
        return new IfMatch(
                fields.isEmpty()
                        ? List.of(ANY)
                        : fields.stream()
                                .flatMap(field -> Stream.of(field.split(",", -1)))
                                .map(String::strip)
                                .toList());
    }

    /** The entity tag of an app as it is in that revision. */
    static String tag(App app) {
        return "\"" + app.revision() + "\"";
    }

    /** Whether any revision will do. */
    boolean any() {
        return tags.contains(ANY);
    }

    /** @throws balanza.contract.ApiException {@link ApiError#CHANGED_MEANWHILE} if the app is of no such revision */
    void check(App app) {
        if (!any() && !tags.contains(tag(app))) {
            throw ApiError.CHANGED_MEANWHILE.exception();
        }
    }
}
