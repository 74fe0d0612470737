package balanza.bench.site;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What can be measured. */
public enum ProxyKind {
    DIRECT("direct", "no proxy, straight to one node"),
    HAPROXY("haproxy", "HAProxy"),
    HAPROXY_LOG("haproxy-log", "HAProxy, log by UDP"),
    NGINX("nginx", "nginx"),
    NGINX_LOG("nginx-log", "nginx, buffered log"),
    BALANZA("balanza", "**Balanza**, transport auto"),
    BALANZA_IO_URING("balanza-io_uring", "Balanza, io_uring"),
    BALANZA_EPOLL("balanza-epoll", "Balanza, epoll"),
    BALANZA_NIO("balanza-nio", "Balanza, NIO"),
    BALANZA_ORDINARY("balanza-ordinary", "Balanza, fast lane off"),
    STANDALONE("standalone", "Balanza, all in one process"),
    SPRING("spring", "Spring Cloud Gateway"),
    SPRING_LOG("spring-log", "Spring Cloud Gateway, log by a thread of its own");

    /** What a full run measures. */
    public static final List<ProxyKind> USUAL = List.of(
            DIRECT, HAPROXY, HAPROXY_LOG, NGINX, NGINX_LOG, BALANZA, BALANZA_EPOLL, STANDALONE, SPRING, SPRING_LOG);

    private final String id;
    private final String title;

    ProxyKind(String id, String title) {
        this.id = id;
        this.title = title;
    }

    /** @throws IllegalArgumentException if there is none of that name */
    public static ProxyKind named(String id) {
        return Arrays.stream(values())
                .filter(kind -> kind.id.equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("proxy: " + id + " (expected: one of "
                        + Arrays.stream(values()).map(ProxyKind::id).collect(Collectors.joining(", ")) + ")"));
    }

    /** Short, for the command line. */
    public String id() {
        return id;
    }

    /** For people, in Markdown. */
    public String title() {
        return title;
    }

    /** Whether it runs in a JVM, which learns its work by doing it. */
    public boolean learns() {
        return switch (this) {
            case DIRECT, HAPROXY, HAPROXY_LOG, NGINX, NGINX_LOG -> false;
            default -> true;
        };
    }

    /** If it is a balancer of a cluster: the settings that set it apart from other balancers. */
    public Optional<Map<String, String>> balancerSettings() {
        return switch (this) {
            case BALANZA -> Optional.of(Map.of());
            case BALANZA_IO_URING -> Optional.of(Map.of("TRANSPORT", "io_uring"));
            case BALANZA_EPOLL -> Optional.of(Map.of("TRANSPORT", "epoll"));
            case BALANZA_NIO -> Optional.of(Map.of("TRANSPORT", "nio"));
            case BALANZA_ORDINARY -> Optional.of(Map.of("FAST_LANE", "off"));
            default -> Optional.empty();
        };
    }
}
