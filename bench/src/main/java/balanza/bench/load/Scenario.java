package balanza.bench.load;

import static balanza.bench.load.Scenario.Trait.NEW_CONNECTIONS;
import static balanza.bench.load.Scenario.Trait.NONE;
import static balanza.bench.load.Scenario.Trait.ONE_CORE;
import static balanza.bench.load.Scenario.Trait.POST;
import static balanza.bench.load.Scenario.Trait.SLOW_NODE;
import static balanza.bench.load.Scenario.Trait.TLS;

import java.util.Arrays;
import java.util.stream.Collectors;

/** One kind of load. */
public enum Scenario {
    SMALL("1k-64", "64 connections, 1 KiB", 64, Content.KIB_1, NONE),
    MANY("1k-256", "256 connections, 1 KiB", 256, Content.KIB_1, NONE),
    MIDDLE("64k", "64 connections, 64 KiB", 64, Content.KIB_64, NONE),
    LARGE("1m", "64 connections, 1 MiB", 64, Content.MIB_1, NONE),
    NEW("new", "a new connection for each request, 64 at a time, 1 KiB", 64, Content.KIB_1, NEW_CONNECTIONS),
    SENT("post", "64 connections, POST of 1 KiB, answered with 1 KiB", 64, Content.POSTED, POST),
    SECURE("tls", "64 connections with TLS, 1 KiB", 64, Content.KIB_1, TLS),
    SLOW("slow", "64 connections, one of the two nodes takes 20 ms, 1 KiB", 64, Content.KIB_1, SLOW_NODE),
    PINNED("1-core", "64 connections, the proxy on one core, 1 KiB", 64, Content.KIB_1, ONE_CORE);

    /** What sets a load apart. */
    public enum Trait {
        NONE,
        NEW_CONNECTIONS,
        POST,
        TLS,
        SLOW_NODE,
        ONE_CORE
    }

    private final String id;
    private final String title;
    private final int connections;
    private final Content content;
    private final Trait trait;

    Scenario(String id, String title, int connections, Content content, Trait trait) {
        this.id = id;
        this.title = title;
        this.connections = connections;
        this.content = content;
        this.trait = trait;
    }

    /** @throws IllegalArgumentException if there is none of that name */
    public static Scenario named(String id) {
        return Arrays.stream(values())
                .filter(scenario -> scenario.id.equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("scenario: " + id + " (expected: one of "
                        + Arrays.stream(values()).map(Scenario::id).collect(Collectors.joining(", ")) + ")"));
    }

    /** Short, for the command line. */
    public String id() {
        return id;
    }

    /** For people. */
    public String title() {
        return title;
    }

    /** At the same time. */
    public int connections() {
        return connections;
    }

    /** What is asked for. */
    public Content content() {
        return content;
    }

    /** Whether it is set apart by that. */
    public boolean has(Trait trait) {
        return this.trait == trait;
    }
}
