package balanza.balancer.forward;

import balanza.balancer.routing.RequestView;
import io.vertx.core.http.HttpMethod;

/** As much of a request as it takes to decide whether it may be tried again. */
public interface Repeatable extends RequestView {
    HttpMethod method();

    /** Whether it announces one. */
    boolean hasBody();
}
