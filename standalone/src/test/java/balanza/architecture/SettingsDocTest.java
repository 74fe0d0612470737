package balanza.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import balanza.e2e.site.Repository;
import balanza.runtime.Env;
import balanza.runtime.Service;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class SettingsDocTest {
    private static final Path DOCUMENT = Repository.root().resolve("docs/settings.md");
    private static final Pattern ROW = Pattern.compile("(?m)^\\|\\s*`([A-Z][A-Z0-9_]*)`");
    /** Read by Main, Cluster, Transport and HealthPort, and DATA_DIR by the standalone jar; no service sees them. */
    private static final List<String> OF_THE_PROCESS = List.of(
            "LOG_LEVEL",
            "HEALTH_HOST",
            "HEALTH_PORT",
            "CLUSTER_HOST",
            "CLUSTER_PORT",
            "CLUSTER_MEMBERS",
            "BUS_HOST",
            "BUS_PORT",
            "BUS_PUBLIC_HOST",
            "BUS_TLS_CERT",
            "BUS_TLS_KEY",
            "BUS_TLS_CA",
            "TRANSPORT",
            "DATA_DIR");

    @Test
    void everySettingIsDocumentedAndNoOtherIs() throws IOException {
        Env env = new Env(Map.of());
        ServiceLoader.load(Service.class).forEach(service -> service.configure(env));
        Set<String> read = new TreeSet<>(env.resolved().keySet());
        read.addAll(OF_THE_PROCESS);

        Set<String> documented = ROW.matcher(Files.readString(DOCUMENT))
                .results()
                .map((MatchResult row) -> row.group(1))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(documented).isEqualTo(read);
    }

    @Test
    void allFourServicesAreOnTheClassPath() {
        assertThat(ServiceLoader.load(Service.class))
                .extracting(Service::name)
                .containsExactlyInAnyOrder("auth", "registry", "monitor", "balancer");
    }
}
