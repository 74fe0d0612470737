package balanza.e2e.site;

import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** What lives on the heap of another JVM. */
final class Heap {
    private static final Pattern TOTAL = Pattern.compile("(?m)^Total\\s+\\d+\\s+(\\d+)");

    private Heap() {}

    /** The bytes of all live objects; looking makes that JVM collect its garbage. */
    static long bytes(long pid) {
        String histogram = Java.jcmd(pid, "GC.class_histogram");
        return TOTAL.matcher(histogram)
                .results()
                .map((MatchResult total) -> Long.parseLong(total.group(1)))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no total: " + histogram));
    }
}
