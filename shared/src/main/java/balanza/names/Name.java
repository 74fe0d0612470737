package balanza.names;

import java.net.InetAddress;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one name. All times in milliseconds, by one clock. Read without a lock; changed by {@link Lookups} alone,
 * which holds this object's lock.
 */
final class Name {
    /** From when it was asked for: what the answer said may have changed right after. */
    static final long KEPT_MS = 30_000;
    /** When an answer in use is renewed, so that nobody waits at its end. */
    static final long RENEWED_MS = 20_000;
    /** How long a failure stands, so that a name that is broken is not looked up at each request. */
    static final long FAILED_MS = 2_000;

    final String host;
    volatile @Nullable Answer answer;
    volatile @Nullable Failure failure;
    volatile @Nullable CompletableFuture<List<InetAddress>> running;
    /** Whether its last look-up brought addresses in time. */
    volatile boolean sound;

    Name(String host) {
        this.host = host;
    }

    /** The addresses; nothing if they are not known or too old. */
    @Nullable
    List<InetAddress> addresses(long now) {
        Answer last = answer;
        return last != null && now - last.askedAt() < KEPT_MS ? last.addresses() : null;
    }

    /** Whether it is looked up again if somebody asks for it now. */
    boolean isDue(long now) {
        Answer last = answer;
        return running == null && recentFailure(now) == null && (last == null || now - last.askedAt() >= RENEWED_MS);
    }

    @Nullable
    Failure recentFailure(long now) {
        Failure last = failure;
        return last != null && now - last.at() < FAILED_MS ? last : null;
    }

    /** Whether there is nothing to remember. */
    boolean isSpent(long now) {
        return running == null && addresses(now) == null && recentFailure(now) == null;
    }

    record Answer(List<InetAddress> addresses, long askedAt) {}

    record Failure(Throwable cause, long at) {}
}
