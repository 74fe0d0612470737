package balanza.bench.site;

import balanza.bench.system.Programs;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Which of the proxies are on this machine. */
public final class Available {
    private final Programs programs;
    private final Path repository;

    /** @param repository where the jars lie, the folder of the README */
    public Available(Programs programs, Path repository) {
        this.programs = programs;
        this.repository = repository;
    }

    /**
     * Those of the proxies that are there; tells of the others.
     *
     * @param all whether none may be missing
     * @throws IllegalStateException if one is missing that must not, or what the bench cannot do without
     */
    public List<ProxyKind> of(List<ProxyKind> kinds, boolean all) {
        for (String program : List.of("wrk", "nginx")) {
            if (!Versions.onPath(programs, program)) {
                throw new IllegalStateException(
                        program + " is not there (expected: as bench/install-peers installs it)");
            }
        }
        List<ProxyKind> found = new ArrayList<>();
        for (ProxyKind kind : kinds) {
            Optional<String> missing = missing(kind);
            if (missing.isPresent() && all) {
                throw new IllegalStateException(kind.id() + ": " + missing.get());
            }
            missing.ifPresentOrElse(
                    what -> System.out.println("left out: " + kind.id() + ": " + what), () -> found.add(kind));
        }
        return found;
    }

    private Optional<String> missing(ProxyKind kind) {
        return switch (kind) {
            case DIRECT, NGINX, NGINX_LOG -> Optional.empty();
            case HAPROXY, HAPROXY_LOG ->
                Versions.onPath(programs, "haproxy")
                        ? Optional.empty()
                        : Optional.of("haproxy is not there (expected: as bench/install-peers installs it)");
            case SPRING, SPRING_LOG -> notBuilt(Jar.SPRING_GATEWAY);
            default -> notBuilt(kind == ProxyKind.STANDALONE ? Jar.BALANZA : Jar.BALANCER);
        };
    }

    private Optional<String> notBuilt(Jar jar) {
        return jar.isIn(repository) ? Optional.empty() : Optional.of(jar + " is not built (expected: by bench/run)");
    }
}
