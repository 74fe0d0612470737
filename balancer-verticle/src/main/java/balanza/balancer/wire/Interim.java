package balanza.balancer.wire;

import io.vertx.core.MultiMap;

/** Is told of answers before the answer, RFC 9110 section 15.2, except for 101. */
@FunctionalInterface
public interface Interim {
    /** @param headers as the node sent them */
    void answer(int status, MultiMap headers);
}
