package balanza.balancer.journal;

import balanza.contract.AppId;
import balanza.contract.ServedRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/**
 * The access log between the event loops that serve and the writer that stores: bounded, and nobody ever waits. What finds
 * no room is dropped and counted. Paths may be long and are the clients' to choose, so there is a bound on the text, too.
 *
 * <p>Each thread that adds has a {@link Sheet} of its own, for good: this is for event loops. What they share they write only now
 * and then, so a thread may go beyond the bounds by what it has not yet told the others of.
 */
public final class Journal {
    /** Five seconds' worth at 50,000 a second: the store may be away for a moment. */
    private static final int CAPACITY = 250_000;
    /** Twice what so many ordinary records have. */
    private static final long CAPACITY_CHARACTERS = 32L * 1_024 * 1_024;

    private static final int UNCOUNTED = 250;
    private static final int UNCOUNTED_CHARACTERS = 64 * 1_024;

    private final List<Sheet> sheets = new CopyOnWriteArrayList<>();
    private final ThreadLocal<Sheet> mine = ThreadLocal.withInitial(this::newSheet);
    private int turn;

    /** What is waiting, as far as it has been counted: may be a little less than that, even less than none. */
    private final AtomicLong counted = new AtomicLong();

    private final AtomicLong countedCharacters = new AtomicLong();

    private final AtomicLong settled = new AtomicLong();
    private final LongAdder stored = new LongAdder();
    private final LongAdder dropped = new LongAdder();

    /** Takes a record, or drops it if there is no room. */
    public void add(AppId app, ServedRequest record) {
        Sheet sheet = mine.get();
        if (counted.get() + sheet.uncounted() >= CAPACITY
                || countedCharacters.get() + sheet.uncountedCharacters() >= CAPACITY_CHARACTERS) {
            dropped.increment();
            return;
        }
        sheet.add(new Entry(app, record));
        if (sheet.uncounted() >= UNCOUNTED || sheet.uncountedCharacters() >= UNCOUNTED_CHARACTERS) {
            counted.addAndGet(sheet.uncounted());
            countedCharacters.addAndGet(sheet.uncountedCharacters());
            sheet.counted();
        }
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
        long over = settled.get(); // Before what was added, or there might seem to be none.
        return sheets.stream().mapToLong(Sheet::added).sum() - over;
    }

    /**
     * Hands over records; they count as waiting until {@link #settle}. For one thread at a time.
     *
     * @param records the most to hand over
     * @param characters once these have so many, no more are handed over
     */
    List<Entry> take(int records, long characters) {
        List<Entry> taken = new ArrayList<>();
        long takenCharacters = 0;
        // Each time another thread's are the first, so that a busy one does not keep the others' here.
        for (int i = 0, count = sheets.size(), begin = turn++; i < count; i++) {
            Sheet sheet = sheets.get(Math.floorMod(begin + i, count));
            Entry entry;
            while (taken.size() < records && takenCharacters < characters && (entry = sheet.take()) != null) {
                taken.add(entry);
                takenCharacters += entry.characters();
            }
        }
        countedCharacters.addAndGet(-takenCharacters);
        return taken;
    }

    /** Says what became of records that were taken. */
    void settle(int nowStored, int nowDropped) {
        stored.add(nowStored);
        dropped.add(nowDropped);
        counted.addAndGet(-nowStored - nowDropped);
        settled.addAndGet((long) nowStored + nowDropped);
    }

    private Sheet newSheet() {
        Sheet sheet = new Sheet();
        sheets.add(sheet);
        return sheet;
    }
}
