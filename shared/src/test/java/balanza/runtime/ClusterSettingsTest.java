package balanza.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import balanza.runtime.Cluster.BusTls;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ClusterSettingsTest {
    @Test
    void suitsFourProcessesOnOneMachineUnlessSetOtherwise() {
        assertThat(Cluster.from(new Env(Map.of())))
                .isEqualTo(new Cluster(
                        "127.0.0.1",
                        Optional.empty(),
                        List.of("127.0.0.1:5701", "127.0.0.1:5702", "127.0.0.1:5703", "127.0.0.1:5704"),
                        "127.0.0.1",
                        0,
                        Optional.empty(),
                        Optional.empty()));
    }

    @Test
    void readsEverySetting() {
        Env env = new Env(Map.of(
                "CLUSTER_HOST", "auth",
                "CLUSTER_PORT", "5701",
                "CLUSTER_MEMBERS", "auth:5701 , registry:5701",
                "BUS_HOST", "0.0.0.0",
                "BUS_PORT", "5800",
                "BUS_PUBLIC_HOST", "auth",
                "BUS_TLS_CERT", "cert.pem",
                "BUS_TLS_KEY", "key.pem",
                "BUS_TLS_CA", "ca.pem"));

        assertThat(Cluster.from(env))
                .isEqualTo(new Cluster(
                        "auth",
                        Optional.of(5701),
                        List.of("auth:5701", "registry:5701"),
                        "0.0.0.0",
                        5800,
                        Optional.of("auth"),
                        Optional.of(new BusTls("cert.pem", "key.pem", "ca.pem"))));
        assertThat(env.mistakes()).isEmpty();
    }

    @Test
    void wantsAllOfTheTlsFilesOrNone() {
        Env env = new Env(Map.of("BUS_TLS_KEY", "key.pem"));

        Cluster.from(env);

        assertThat(env.mistakes())
                .containsExactly("BUS_TLS_CERT: incomplete (expected: BUS_TLS_CERT, BUS_TLS_KEY and BUS_TLS_CA"
                        + " together, or none)");
    }
}
