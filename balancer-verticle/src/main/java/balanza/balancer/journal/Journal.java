package balanza.balancer.journal;

import balanza.contract.AppId;
import balanza.contract.ServedRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/**
 * The access log between the event loops that serve and the writer that stores: bounded, and nobody ever waits. What finds
 * no room is dropped and counted.
 */
public final class Journal {
    private static final int CAPACITY = 100_000;

    private final Queue<Entry> entries = new ConcurrentLinkedQueue<>();
    private final AtomicInteger waiting = new AtomicInteger();
    private final LongAdder stored = new LongAdder();
    private final LongAdder dropped = new LongAdder();

    record Entry(AppId app, ServedRequest record) {}

    /** Takes a record, or drops it if there is no room. */
    public void add(AppId app, ServedRequest record) {
        if (waiting.get() >= CAPACITY) {
            dropped.increment();
            return;
        }
        waiting.incrementAndGet();
        entries.add(new Entry(app, record));
    }

    /** Records that are stored. */
    public long stored() {
        return stored.sum();
    }

    /** Records that were lost: no room, no store for too long, or their app was gone. */
    public long dropped() {
        return dropped.sum();
    }

    /** Records that are neither stored nor dropped yet. */
    public long waiting() {
        return waiting.get();
    }

    /** Hands over at most so many records; they count as waiting until {@link #settle}. */
    List<Entry> take(int most) {
        List<Entry> taken = new ArrayList<>();
        for (Entry entry; taken.size() < most && (entry = entries.poll()) != null; ) {
            taken.add(entry);
        }
        return taken;
    }

    /** Says what became of records that were taken. */
    void settle(int nowStored, int nowDropped) {
        stored.add(nowStored);
        dropped.add(nowDropped);
        waiting.addAndGet(-nowStored - nowDropped);
    }
}
