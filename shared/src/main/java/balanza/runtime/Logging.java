package balanza.runtime;

import java.util.Map;

/** What a process says, on standard error. */
public final class Logging {
    /** Libraries that tell more, or more alarmingly, than an operator needs; at other levels they follow the rest. */
    private static final Map<String, String> QUIETER_AT_INFO = Map.of(
            "com.hazelcast", "warn",
            "com.hazelcast.cp", "error",
            "de.bwaldvogel", "error",
            "io.netty.bootstrap", "error", // Each connection that comes in the moment in which a port is closed.
            "org.mongodb", "error");

    /**
     * Vert.x says here, at error and in strangers' words, how a connection broke of which nobody was told yet: so HTTP/2 that
     * begins with something else. Of all others those are told who handle them.
     */
    private static final String BROKEN_CONNECTIONS = "io.vertx.core.net.impl.ConnectionBase";

    private Logging() {}

    /** Sets the level, {@code LOG_LEVEL}, and the form of lines. Must run before the first logger is made. */
    public static void configure(Env env) {
        String level = env.text("LOG_LEVEL", "info");
        if (!level.matches("trace|debug|info|warn|error")) {
            env.mistake("LOG_LEVEL", level, "trace, debug, info, warn or error");
        }
        set("defaultLogLevel", level);
        set("showDateTime", "true");
        set("dateTimeFormat", "yyyy-MM-dd'T'HH:mm:ss.SSSXXX");
        set("showShortLogName", "true");
        if (!level.matches("trace|debug")) {
            set("log." + BROKEN_CONNECTIONS, "off");
        }
        if (level.equals("info")) {
            QUIETER_AT_INFO.forEach((library, quieter) -> set("log." + library, quieter));
        }
    }

    private static void set(String name, String value) {
        System.setProperty("org.slf4j.simpleLogger." + name, value);
    }
}
