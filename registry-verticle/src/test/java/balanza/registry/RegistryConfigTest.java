package balanza.registry;

import static org.assertj.core.api.Assertions.assertThat;

import balanza.runtime.Env;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RegistryConfigTest {
    @Test
    void hasTheDocumentedDefaults() {
        Env env = new Env(Map.of());
        RegistryConfig config = RegistryConfig.from(env);

        assertThat(env.mistakes()).isEmpty();
        assertThat(config)
                .isEqualTo(new RegistryConfig(
                        new StoreAddress("mongodb://127.0.0.1:27017/", "balanza"),
                        Duration.ofDays(1),
                        1_000_000,
                        1_000,
                        Duration.ofSeconds(300),
                        Duration.ofDays(7),
                        Duration.ofSeconds(200)));
    }

    @Test
    void makesTheAddressOfItsParts() {
        StoreAddress address = address(
                Map.of("MONGO_HOST", "::1", "MONGO_PORT", "1234", "MONGO_USERNAME", "a@b", "MONGO_PASSWORD", "p:/ s"));

        assertThat(address.uri()).isEqualTo("mongodb://a%40b:p%3A%2F%20s@[::1]:1234/?authSource=admin");
    }

    @Test
    void everyWaitIsBoundedAndEveryWriteIsSafe() {
        JsonObject client = address(Map.of("MONGO_URI", "mongodb://db")).clientConfig();

        assertThat(client.getMap())
                .containsEntry("serverSelectionTimeoutMS", 1_000)
                .containsEntry("connectTimeoutMS", 1_000)
                .containsEntry("socketTimeoutMS", 1_000)
                .containsEntry("waitQueueTimeoutMS", 1_000)
                .containsEntry("w", "majority")
                .containsEntry("j", true);
    }

    @Test
    void whatTheOperatorSaysInTheUriStands() {
        JsonObject client = address(Map.of("MONGO_URI", "mongodb://db/?connecttimeoutms=50&w=1&replicaSet=rs0"))
                .clientConfig();

        assertThat(client.getMap()).containsKey("socketTimeoutMS").doesNotContainKeys("connectTimeoutMS", "w", "j");
    }

    @Test
    void reportsWhatCannotBeUsedWithoutShowingSecrets() {
        Env env = new Env(Map.of("MONGO_URI", "mongo//user:secret@db", "NODES_MAX_PER_APP", "0"));
        RegistryConfig config = RegistryConfig.from(env);

        assertThat(env.mistakes())
                .hasSize(2)
                .allMatch(
                        mistake -> mistake.startsWith("MONGO_URI: ***") || mistake.startsWith("NODES_MAX_PER_APP: 0"));
        assertThat(config + env.resolved().toString()).doesNotContain("secret");
    }

    private static StoreAddress address(Map<String, String> settings) {
        return StoreAddress.from(new Env(settings));
    }
}
