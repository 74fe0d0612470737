package balanza.registry;

import balanza.contract.LogPage;
import balanza.contract.ServedRequest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/** The newest of all records it is shown, and no more of them than a page needs, however many those are. */
final class NewestRecords {
    private record Placed(LogPlace place, ServedRequest record) {}

    private final PriorityQueue<Placed> oldestFirst = new PriorityQueue<>(Comparator.comparing(Placed::place));
    private final @Nullable LogPlace before;
    private final int limit;

    /**
     * @param before takes only what stands before this; {@code null} for no such bound
     * @param limit the most records of the page
     */
    NewestRecords(@Nullable LogPlace before, int limit) {
        this.before = before;
        this.limit = limit;
    }

    void add(LogHead head, List<ServedRequest> records) {
        for (int i = 0; i < records.size(); i++) {
            LogPlace place = new LogPlace(records.get(i).dateMs(), head.bucket(), i);
            if (before == null || place.compareTo(before) < 0) {
                oldestFirst.add(new Placed(place, records.get(i)));
            }
            // One more than the page holds is kept, to know whether there is a page before it.
            if (oldestFirst.size() > limit + 1) {
                oldestFirst.remove();
            }
        }
    }

    /** Whether no bucket that comes after this one, newest first, nor this one itself, can have a record for the page. */
    boolean needsNoneOf(LogHead head) {
        Placed oldest = oldestFirst.peek();
        return oldest != null && oldestFirst.size() > limit && oldest.place().compareTo(head.latest()) > 0;
    }

    LogPage page() {
        boolean more = oldestFirst.size() > limit;
        List<Placed> page = new ArrayList<>(oldestFirst);
        page.sort(Comparator.comparing(Placed::place));
        if (more) {
            page.remove(0);
        }
        return new LogPage(
                page.stream().map(Placed::record).toList(),
                more ? page.get(0).place().cursor() : null);
    }
}
