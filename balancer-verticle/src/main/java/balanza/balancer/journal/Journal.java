package balanza.balancer.journal;

import balanza.contract.AppId;
import balanza.contract.ServedRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/**
 * The access log between the event loops that serve and the writer that stores: bounded, and nobody ever waits. What finds
 * no room is dropped and counted. Paths may be long and are the clients' to choose, so there is a bound on the text, too.
 */
public final class Journal {
    private static final int CAPACITY = 100_000;
    /** Six times what so many ordinary records have. */
    private static final long CAPACITY_CHARACTERS = 32L * 1_024 * 1_024;

    private final Queue<Entry> entries = new ConcurrentLinkedQueue<>();
    private final AtomicInteger waiting = new AtomicInteger();
    private final AtomicLong queuedCharacters = new AtomicLong();
    private final LongAdder stored = new LongAdder();
    private final LongAdder dropped = new LongAdder();

    record Entry(AppId app, ServedRequest record) {
        /** Of those texts that clients may make long. */
        int characters() {
            return record.path().length()
                    + record.method().length()
                    + record.requestId().length();
        }
    }

    /** Takes a record, or drops it if there is no room. */
    public void add(AppId app, ServedRequest record) {
        if (waiting.get() >= CAPACITY || queuedCharacters.get() >= CAPACITY_CHARACTERS) {
            dropped.increment();
            return;
        }
        Entry entry = new Entry(app, record);
        waiting.incrementAndGet();
        queuedCharacters.addAndGet(entry.characters());
        entries.add(entry);
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

    /** Whether there are so many records, or so many characters, that {@link #take} need not wait for more. */
    boolean has(int records, long characters) {
        return waiting.get() >= records || queuedCharacters.get() >= characters;
    }

    /**
     * Hands over records; they count as waiting until {@link #settle}.
     *
     * @param records the most to hand over
     * @param characters once these have so many, no more are handed over
     */
    List<Entry> take(int records, long characters) {
        List<Entry> taken = new ArrayList<>();
        long takenCharacters = 0;
        while (taken.size() < records && takenCharacters < characters) {
            Entry entry = entries.poll();
            if (entry == null) {
                break;
            }
            taken.add(entry);
            takenCharacters += entry.characters();
        }
        queuedCharacters.addAndGet(-takenCharacters);
        return taken;
    }

    /** Says what became of records that were taken. */
    void settle(int nowStored, int nowDropped) {
        stored.add(nowStored);
        dropped.add(nowDropped);
        waiting.addAndGet(-nowStored - nowDropped);
    }
}
