package balanza.standalone;

import balanza.runtime.Env;
import balanza.runtime.Main;
import java.nio.file.Path;
import java.util.Map;

/**
 * All four services in this JVM. What a newcomer need not care about yet is provided: an embedded store, unless the
 * settings name another, and a signing secret that is made at the first start and kept beside the data.
 */
final class Everything {
    /** There is seldom a load balancer in front that would have to notice; Ctrl-C is to end it. */
    private static final String NO_GRACE = "0";

    private Everything() {}

    static void start(Env env) {
        Path folder = dataFolder(env);
        // Before anything is made or opened; the stand-ins have the form of what is made next.
        Main.check(env.withDefaults(Map.of("JWT_SECRET", SecretFile.fresh(), "MONGO_URI", "mongodb://127.0.0.1")));

        Env withSecret = env.withDefaults(Map.of("JWT_SECRET", SecretFile.in(folder), "DRAIN_GRACE_SECONDS", NO_GRACE));
        if (namesAStore(env)) {
            Main.alone(withSecret, () -> {});
        } else {
            EmbeddedStore store = EmbeddedStore.open(folder, 0);
            Main.alone(withSecret.withDefaults(Map.of("MONGO_URI", store.uri())), store::close);
        }
    }

    /** Where the embedded store and the secret are kept. */
    static Path dataFolder(Env env) {
        return Path.of(env.text("DATA_DIR", "data"));
    }

    private static boolean namesAStore(Env env) {
        return env.text("MONGO_URI").isPresent() || env.text("MONGO_HOST").isPresent();
    }
}
