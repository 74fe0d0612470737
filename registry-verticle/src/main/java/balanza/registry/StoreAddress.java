package balanza.registry;

import balanza.runtime.Env;
import balanza.runtime.Secret;
import com.mongodb.ConnectionString;
import com.mongodb.MongoException;
import io.vertx.core.json.JsonObject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Where the store is.
 *
 * @param uri a MongoDB connection string with every timeout and the write concern said in it
 */
record StoreAddress(String uri, String database) {
    /** Put in where the operator's own connection string does not say otherwise. */
    private static final List<String> OPTIONS = List.of(
            "serverSelectionTimeoutMS=1000",
            "connectTimeoutMS=1000",
            "socketTimeoutMS=1000",
            "waitQueueTimeoutMS=1000",
            "maxPoolSize=32",
            "w=majority",
            "journal=true");

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
        return new StoreAddress(complete(uri), database);
    }

    /** What the client is made with. */
    JsonObject clientConfig() {
        return new JsonObject().put("connection_string", uri).put("db_name", database);
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

    private static String complete(String uri) {
        StringBuilder complete = new StringBuilder(uri);
        int authority = uri.indexOf("://") + 3;
        if (uri.indexOf('/', authority) < 0) {
            complete.insert(uri.indexOf('?') < 0 ? uri.length() : uri.indexOf('?'), "/");
        }
        String said = uri.substring(uri.indexOf('?') + 1).toLowerCase(Locale.ROOT);
        for (String option : OPTIONS) {
            String name = option.substring(0, option.indexOf('=') + 1).toLowerCase(Locale.ROOT);
            if (!("&" + said).contains("&" + name)) {
                complete.append(complete.indexOf("?") < 0 ? '?' : '&').append(option);
            }
        }
        return complete.toString();
    }
}
