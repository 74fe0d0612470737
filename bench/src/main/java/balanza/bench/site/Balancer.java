package balanza.bench.site;

import balanza.bench.system.Program;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a balancer tells of itself. */
public final class Balancer {
    private static final Pattern TRANSPORT = Pattern.compile("Transport: (.*)");

    private final Program program;
    private final Http health;

    /** @param health the port for its health */
    Balancer(Program program, Http health) {
        this.program = program;
        this.health = health;
    }

    /** How its sockets are driven, as it says at its start. */
    public String transport() {
        Matcher line = TRANSPORT.matcher(program.output());
        return line.find() ? line.group(1) : "not told";
    }

    /** What has become of its log records. */
    public Figures log() {
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
