package balanza.e2e.site;

import io.vertx.core.json.JsonObject;

/**
 * What has become of the log records of one balancer.
 *
 * @param stored the registry has stored them
 * @param dropped counted, but lost
 * @param waiting neither yet
 */
public record Figures(long stored, long dropped, long waiting) {
    static Figures of(Client health) {
        JsonObject json = health.get("/figures").json();
        return new Figures(
                json.getLong("journal_stored"), json.getLong("journal_dropped"), json.getLong("journal_waiting"));
    }

    /** What has been added since. */
    public Figures since(Figures earlier) {
        return new Figures(stored - earlier.stored, dropped - earlier.dropped, waiting);
    }
}
