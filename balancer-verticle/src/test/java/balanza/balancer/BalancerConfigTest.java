package balanza.balancer;

import static org.assertj.core.api.Assertions.assertThat;

import balanza.balancer.forward.Limits;
import balanza.balancer.wire.WireLimits;
import balanza.runtime.Env;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BalancerConfigTest {
    @Test
    void whatIsNotSetIsAsDocumented() {
        var config = BalancerConfig.from(new Env(Map.of()));

        assertThat(config.wire()).isEqualTo(WireLimits.DEFAULT);
        assertThat(config.limits()).isEqualTo(Limits.DEFAULT);
        assertThat(config.tls()).isEmpty();
        assertThat(config.connections()).isEqualTo(10_000);
        assertThat(config.trusted().contains("127.0.0.1")).isFalse();
        assertThat(config.nodeTrust().file()).isEmpty();
        assertThat(config.drain()).isEqualTo(new BalancerConfig.Drain(Duration.ofSeconds(5), Duration.ofSeconds(30)));
    }

    @Test
    void eachLimitIsASettingOfItsOwn() {
        var config = BalancerConfig.from(new Env(Map.ofEntries(
                Map.entry("REQUEST_LINE_MAX_BYTES", "1001"),
                Map.entry("HEADERS_MAX_BYTES", "1102"),
                Map.entry("HEADERS_MAX_LINES", "13"),
                Map.entry("HEADERS_TIMEOUT_SECONDS", "14"),
                Map.entry("KEEP_ALIVE_SECONDS", "15"),
                Map.entry("CONNECT_TIMEOUT_MILLIS", "16"),
                Map.entry("ANSWER_TIMEOUT_SECONDS", "17"),
                Map.entry("BODY_STALL_SECONDS", "18"),
                Map.entry("UPGRADED_IDLE_SECONDS", "19"),
                Map.entry("NODE_KEEP_ALIVE_SECONDS", "20"),
                Map.entry("NODE_REQUESTS_MAX", "21"),
                Map.entry("APP_REQUESTS_MAX", "22"),
                Map.entry("QUEUE_MAX", "23"),
                Map.entry("QUEUE_MILLIS", "24"),
                Map.entry("CONNECTIONS_MAX", "25"),
                Map.entry("DRAIN_GRACE_SECONDS", "0"),
                Map.entry("DRAIN_SECONDS", "26"))));

        assertThat(config.wire())
                .isEqualTo(new WireLimits(1001, 1102, 13, Duration.ofSeconds(14), Duration.ofSeconds(15)));
        assertThat(config.limits())
                .isEqualTo(new Limits(
                        Duration.ofMillis(16),
                        Duration.ofSeconds(17),
                        Duration.ofSeconds(18),
                        Duration.ofSeconds(19),
                        Duration.ofSeconds(20),
                        21,
                        22,
                        23,
                        Duration.ofMillis(24)));
        assertThat(config.connections()).isEqualTo(25);
        assertThat(config.drain()).isEqualTo(new BalancerConfig.Drain(Duration.ZERO, Duration.ofSeconds(26)));
    }

    @Test
    void aPortWithTlsNeedsACertificateAndItsKey() {
        var env = new Env(Map.of("TLS_CERT_FILE", "cert.pem", "TLS_KEY_FILE", "key.pem"));

        assertThat(BalancerConfig.from(env).tls()).hasValueSatisfying(tls -> {
            assertThat(tls.port()).isEqualTo(5443);
            assertThat(tls.files().certificate()).hasToString("cert.pem");
            assertThat(tls.files().key()).hasToString("key.pem");
        });
        assertThat(env.mistakes()).isEmpty();
        for (var name : new String[] {"TLS_CERT_FILE", "TLS_KEY_FILE"}) {
            var half = new Env(Map.of(name, "some.pem"));
            BalancerConfig.from(half);
            assertThat(half.mistakes())
                    .containsExactly(
                            "TLS_CERT_FILE: incomplete (expected: TLS_CERT_FILE and TLS_KEY_FILE together, or none)");
        }
    }

    @Test
    void allMistakesAreTold() {
        var env = new Env(Map.of(
                "HEADERS_MAX_BYTES", "0",
                "QUEUE_MILLIS", "soon",
                "TRUSTED_PROXIES", "10.0.0.0/8,proxy.example",
                "TLS_PORT", "5000",
                "TLS_CERT_FILE", "cert.pem",
                "TLS_KEY_FILE", "key.pem",
                "DRAIN_SECONDS", "0"));
        BalancerConfig.from(env);

        assertThat(env.mistakes())
                .containsExactlyInAnyOrder(
                        "HEADERS_MAX_BYTES: 0 (expected: a whole number from 1024 to 1048576)",
                        "QUEUE_MILLIS: soon (expected: a whole number from 1 to 60000)",
                        "TRUSTED_PROXIES: proxy.example (expected: networks like 10.0.0.0/8 or addresses)",
                        "TLS_PORT: 5000 (expected: another than APP_PORT)",
                        "DRAIN_SECONDS: 0 (expected: a whole number from 1 to 3600)");
    }
}
