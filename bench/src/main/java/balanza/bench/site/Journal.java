package balanza.bench.site;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a balancer tells of its log records, at the port for its health. */
public final class Journal {
    private final Http health;

    Journal(Http health) {
        this.health = health;
    }

    /** As it is now. */
    public Figures now() {
        String json = health.get("/figures").body();
        return new Figures(figure(json, "stored"), figure(json, "dropped"), figure(json, "waiting"));
    }

    /**
     * Log records since the start.
     *
     * @param stored in the store
     * @param dropped counted, but lost
     * @param waiting neither yet
     */
    public record Figures(long stored, long dropped, long waiting) {
        /** What has been added since. */
        public Figures since(Figures earlier) {
            return new Figures(stored - earlier.stored, dropped - earlier.dropped, waiting);
        }
    }

    private static long figure(String json, String name) {
        Matcher figure = Pattern.compile("\"journal_" + name + "\":(\\d+)").matcher(json);
        if (!figure.find()) {
            throw new IllegalArgumentException("figures: " + json + " (expected: journal_" + name + ")");
        }
        return Long.parseLong(figure.group(1));
    }
}
