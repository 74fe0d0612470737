package balanza.balancer.journal;

import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The entries of one thread on their way to the one that takes them: the first only adds, the other only takes, and neither
 * ever waits for the other, nor writes what the other reads for each entry.
 */
final class Sheet {
    /** Whoever reads this sees all entries that it counts. */
    private final AtomicLong added = new AtomicLong();

    // Of the thread that adds.
    private Part last = new Part();
    private int uncounted;
    private long uncountedCharacters;

    // Of the thread that takes.
    private Part first = last;
    private long taken;

    private static final class Part {
        static final int SIZE = 256;

        final @Nullable Entry[] entries = new Entry[SIZE];

        @Nullable
        Part next;
    }

    /** How many were ever added; any thread may ask. */
    long added() {
        return added.getAcquire();
    }

    void add(Entry entry) {
        long number = added.getPlain();
        int place = (int) (number % Part.SIZE);
        if (place == 0 && number > 0) {
            Part next = new Part();
            last.next = next;
            last = next;
        }
        last.entries[place] = entry;
        added.setRelease(number + 1);
        uncounted++;
        uncountedCharacters += entry.characters();
    }

    /** How many entries the adding thread has not yet told the journal of. */
    int uncounted() {
        return uncounted;
    }

    long uncountedCharacters() {
        return uncountedCharacters;
    }

    void counted() {
        uncounted = 0;
        uncountedCharacters = 0;
    }

    /** The next entry; {@code null} if there is none yet. */
    @Nullable
    Entry take() {
        if (taken == added.getAcquire()) {
            return null;
        }
        int place = (int) (taken % Part.SIZE);
        if (place == 0 && taken > 0) {
            turn();
        }
        Entry entry = first.entries[place];
        first.entries[place] = null;
        taken++;
        return entry;
    }

    /** To the next part. The old one must not refer to it: grown old, it would keep all that follow from being collected. */
    private void turn() {
        Part done = first;
        first = Objects.requireNonNull(done.next);
        done.next = null;
    }
}
