package balanza.balancer.wire;

import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpMethod;
import org.jspecify.annotations.Nullable;

/** Stands between a node's connection and Vert.x's decoder. */
public final class AnswerGuard {
    private AnswerGuard() {}

    /** Puts a guard on a connection that was just made. */
    public static void install(HttpConnection connection) {}

    /** The guard of a connection. */
    public static AnswerGuard of(HttpConnection connection) {
        return new AnswerGuard();
    }

    /**
     * A request is about to be written; what comes next is its answer.
     *
     * @param upgrade whether 101 is a possible answer
     */
    public void begin(HttpMethod method, boolean upgrade, Interim interim) {}

    /** Whether the connection can still be used. */
    public boolean open() {
        return true;
    }

    /** Whether anything of the request that was begun last has been handed to the socket. */
    public boolean touched() {
        return true;
    }

    /** What was wrong with the answer, for people; {@code null} if nothing was. */
    public @Nullable String malformed() {
        return null;
    }
}
