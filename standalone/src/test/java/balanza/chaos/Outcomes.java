package balanza.chaos;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** What became of many requests. */
record Outcomes(List<Arrival> all) {
    private static final int SHOWN = 10;

    /** Those that were due before a moment, by {@link System#nanoTime}. */
    Outcomes before(long nanos) {
        return new Outcomes(
                all.stream().filter(arrival -> arrival.dueNanos() - nanos < 0).toList());
    }

    /** Those that were due from a moment on, by {@link System#nanoTime}. */
    Outcomes from(long nanos) {
        return new Outcomes(
                all.stream().filter(arrival -> arrival.dueNanos() - nanos >= 0).toList());
    }

    /** Those that were not answered with 200. */
    List<Arrival> failures() {
        return all.stream().filter(arrival -> arrival.status() != 200).toList();
    }

    /** How many there were of each status; 0 stands for no whole answer. */
    Map<Integer, Long> byStatus() {
        return all.stream().collect(Collectors.groupingBy(Arrival::status, TreeMap::new, Collectors.counting()));
    }

    /** What 99 of 100 stayed within. */
    long p99Millis() {
        List<Long> took = all.stream().map(Arrival::tookNanos).sorted().toList();
        return TimeUnit.NANOSECONDS.toMillis(took.get((int) Math.ceil(took.size() * 0.99) - 1));
    }

    /** @throws AssertionError unless there were some, and all were answered with 200 */
    Outcomes allOk() {
        if (all.isEmpty() || !failures().isEmpty()) {
            throw new AssertionError("not all 200: " + this);
        }
        return this;
    }

    @Override
    public String toString() {
        return byStatus() + " "
                + failures().stream().limit(SHOWN).map(Arrival::toString).toList();
    }
}
