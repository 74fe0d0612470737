package balanza.bench.system;

/**
 * What {@code /proc/PID/smaps_rollup} says.
 *
 * @param pssKib a page that is shared by n processes counts as an nth
 * @param rssKib a shared page counts in full
 */
public record Memory(long pssKib, long rssKib) {
    /** Of nothing. */
    public static final Memory NONE = new Memory(0, 0);

    static Memory parse(String rollup) {
        return new Memory(kib(rollup, "Pss:"), kib(rollup, "Rss:"));
    }

    private static long kib(String rollup, String name) {
        return rollup.lines()
                .filter(line -> line.startsWith(name))
                .map(line -> line.substring(name.length()).replace("kB", "").trim())
                .mapToLong(Long::parseLong)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("smaps_rollup: no " + name + " (expected: one)"));
    }

    Memory plus(Memory other) {
        return new Memory(pssKib + other.pssKib, rssKib + other.rssKib);
    }
}
