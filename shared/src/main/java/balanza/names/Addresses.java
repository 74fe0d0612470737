package balanza.names;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * In which order the addresses of one node are tried: in turns, so that all are used, and those that lately could not be
 * reached last. Each node has its own. May be used from any thread.
 */
public final class Addresses {
    /** How long an address that could not be reached goes last. */
    static final long LAST_MS = 10_000;

    private final LongSupplier clock;
    private final AtomicInteger turn = new AtomicInteger();
    private volatile Map<InetAddress, Long> failed = Map.of();

    /** Of a node that has not been tried. */
    public Addresses() {
        this(() -> TimeUnit.NANOSECONDS.toMillis(System.nanoTime()));
    }

    /** @param clock in milliseconds */
    Addresses(LongSupplier clock) {
        this.clock = clock;
    }

    /**
     * The order for one request.
     *
     * @param all what the node's host resolves to now, in an order that need not stay the same
     * @return all of them
     */
    public List<InetAddress> order(List<InetAddress> all) {
        if (all.size() < 2) {
            return all;
        }
        int first = Math.floorMod(turn.getAndIncrement(), all.size());
        Map<InetAddress, Long> failures = failed;
        long now = clock.getAsLong();
        List<InetAddress> order = new ArrayList<>(all.size());
        List<InetAddress> last = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            InetAddress next = all.get((first + i) % all.size());
            (isRecent(failures.get(next), now) ? last : order).add(next);
        }
        order.addAll(last);
        return order;
    }

    /** An address could not be connected to. */
    public synchronized void failed(InetAddress address) {
        long now = clock.getAsLong();
        Map<InetAddress, Long> recent = new HashMap<>(failed);
        recent.values().removeIf(at -> !isRecent(at, now));
        recent.put(address, now);
        failed = Map.copyOf(recent);
    }

    private static boolean isRecent(@Nullable Long failedAt, long now) {
        return failedAt != null && now - failedAt < LAST_MS;
    }
}
