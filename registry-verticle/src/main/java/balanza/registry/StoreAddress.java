package balanza.registry;

import balanza.runtime.Env;
import balanza.runtime.Secret;
import com.mongodb.ConnectionString;
import com.mongodb.MongoException;
import io.vertx.core.json.JsonObject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Where the store is.
 *
 * @param uri a MongoDB connection string
 */
record StoreAddress(String uri, String database) {
    /** Milliseconds; a control call has 1.8 s in all. */
    private static final int TIMEOUT_MS = 1_000;

    private static final Map<String, Integer> LIMITS = Map.of(
            "serverSelectionTimeoutMS", TIMEOUT_MS,
            "connectTimeoutMS", TIMEOUT_MS,
            "socketTimeoutMS", TIMEOUT_MS,
            "waitQueueTimeoutMS", TIMEOUT_MS,
            "maxPoolSize", 32);

    /** {@code MONGO_URI}, or else the address made of {@code MONGO_HOST} and its kin. */
    static StoreAddress from(Env env) {
        Optional<Secret> given = env.secret("MONGO_URI");
        String parts = ofParts(env);
        String uri = given.map(Secret::reveal).orElse(parts);
        String database = env.text("MONGO_DATABASE", "balanza");
        try {
            // The other scheme is parsed by asking the DNS, and nothing may touch the network yet.
            if (!uri.startsWith("mongodb+srv://")) {
                new ConnectionString(uri);
            }
        } catch (IllegalArgumentException | MongoException e) {
            env.mistake(given.isPresent() ? "MONGO_URI" : "MONGO_HOST", "***", "a MongoDB address");
        }
        return new StoreAddress(uri, database);
    }

    /**
     * What the client is made with: what the operator's connection string does not say is said here. A write counts once a
     * majority has it in the journal.
     */
    JsonObject clientConfig() {
        JsonObject config = new JsonObject().put("connection_string", uri).put("db_name", database);
        LIMITS.forEach((option, value) -> {
            if (!says(option)) {
                config.put(option, value);
            }
        });
        if (!says("w") && !says("journal")) {
            config.put("w", "majority").put("j", true);
        }
        return config;
    }

    /** Never shows the password that may be in the URI. */
    @Override
    public String toString() {
        return "StoreAddress[" + database + "]";
    }

    private static String ofParts(Env env) {
        String host = env.text("MONGO_HOST", "127.0.0.1");
        int port = env.whole("MONGO_PORT", 27017, 1, 65535);
        Optional<String> user = env.text("MONGO_USERNAME");
        Optional<Secret> password = env.secret("MONGO_PASSWORD");
        String credentials = user.map(name -> encode(name)
                        + password.map(secret -> ":" + encode(secret.reveal())).orElse("") + "@")
                .orElse("");
        String address = host.indexOf(':') < 0 || host.startsWith("[") ? host : "[" + host + "]";
        return "mongodb://" + credentials + address + ":" + port + "/" + (user.isPresent() ? "?authSource=admin" : "");
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private boolean says(String option) {
        int query = uri.indexOf('?');
        String said = query < 0 ? "" : uri.substring(query + 1).toLowerCase(Locale.ROOT);
        return ("&" + said).contains("&" + option.toLowerCase(Locale.ROOT) + "=");
    }
}
