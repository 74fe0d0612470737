package balanza.monitor;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The statuses that an app's nodes may answer a check with. */
record Statuses(List<String> ranges) {
    private static final Pattern RANGE = Pattern.compile("([1-9][0-9]{2})(?:-([1-9][0-9]{2}))?");
    private static final Statuses ONLY_200 = new Statuses(List.of("200"));

    /** @param ranges each {@code "200"} or {@code "200-299"}, what is neither accepts nothing; 200 only if there are none */
    static Statuses of(@Nullable List<String> ranges) {
        return ranges == null || ranges.isEmpty() ? ONLY_200 : new Statuses(ranges);
    }

    boolean accept(int status) {
        return ranges.stream().map(RANGE::matcher).anyMatch(range -> range.matches() && isIn(range, status));
    }

    /** For people: {@code "200-299, 304"}. */
    @Override
    public String toString() {
        return String.join(", ", ranges);
    }

    private static boolean isIn(Matcher range, int status) {
        int from = Integer.parseInt(range.group(1));
        int to = range.group(2) == null ? from : Integer.parseInt(range.group(2));
        return from <= status && status <= to;
    }
}
