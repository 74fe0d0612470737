package balanza.e2e.site;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** A user with a token. */
public record Tenant(Client client, String email, String password, String token) {
    /** The status path of all nodes in tests. */
    public static final String STATUS_PATH = "health";

    static Tenant signUp(Client client, String email) {
        String password = "correct horse";
        Answer signedUp = client.signUp(email, password);
        if (signedUp.status() != 201) {
            throw new AssertionError("sign up: " + signedUp);
        }
        return new Tenant(client, email, password, freshToken(client, email, password));
    }

    private static String freshToken(Client client, String email, String password) {
        Answer answer = client.token(email, password);
        String token = answer.json().getString("access_token");
        if (answer.status() != 200 || token == null) {
            throw new AssertionError("token: " + answer);
        }
        return token;
    }

    /** The same user at another front door. */
    public Tenant at(Client other) {
        return new Tenant(other, email, password, token);
    }

    /** What the token says. */
    public JsonObject claims() {
        return new JsonObject(
                new String(Base64.getUrlDecoder().decode(token.split("\\.", -1)[1]), StandardCharsets.UTF_8));
    }

    /** A call with the token. */
    public Call call(String method, String path) {
        return client.call(method, path).token(token);
    }

    /** Registers an app with a node of this machine. */
    public Answer createApp(String app, int port) {
        return call("POST", "/api/apps/" + app).json(node(port)).send();
    }

    /** Registers an app that is expected to be accepted, under a fresh name, with nodes of this machine. */
    public String newApp(int... ports) {
        String app = Unique.name("app");
        for (int i = 0; i < ports.length; i++) {
            Answer answer = i == 0 ? createApp(app, ports[i]) : addNode(app, ports[i]);
            if (answer.status() != 201) {
                throw new AssertionError("port " + ports[i] + ": " + answer);
            }
        }
        return app;
    }

    /** Removes an app. */
    public Answer removeApp(String app) {
        return call("DELETE", "/api/apps/" + app).send();
    }

    /** Adds a node of this machine. */
    public Answer addNode(String app, int port) {
        return call("POST", "/api/nodes/" + app).json(node(port)).send();
    }

    /** Adds a node of this machine, described by more than its address. */
    public Answer addNode(String app, int port, JsonObject more) {
        return call("POST", "/api/nodes/" + app)
                .json(new JsonObject(node(port)).mergeIn(more).encode())
                .send();
    }

    /** Removes a node of this machine. */
    public Answer removeNode(String app, int port) {
        return call("DELETE", "/api/nodes/" + app).json(address(port).encode()).send();
    }

    /** Removes a node of this machine, once nothing is under way to it any more; waits for that so many seconds. */
    public Answer drainNode(String app, int port, int seconds) {
        return call("DELETE", "/api/nodes/" + app + "?wait=true&drain=" + seconds)
                .json(address(port).encode())
                .send();
    }

    /** Changes settings of an app. */
    public Answer configure(String app, JsonObject settings) {
        return call("PATCH", "/api/apps/" + app).json(settings.encode()).send();
    }

    /** Changes a node of this machine. */
    public Answer configureNode(String app, int port, JsonObject change) {
        return call("PATCH", "/api/nodes/" + app)
                .json(address(port).mergeIn(change).encode())
                .send();
    }

    /** Tells about one app. */
    public Answer app(String app) {
        return call("GET", "/api/apps/" + app).send();
    }

    /** Tells about all apps. */
    public Answer apps() {
        return call("GET", "/api/apps").send();
    }

    /** The state of a node, {@code "none"} if the app has no such node. */
    public String state(String app, int port) {
        return app(app).json().getJsonArray("nodes", new JsonArray()).stream()
                .map(JsonObject.class::cast)
                .filter(node -> node.getInteger("port") == port)
                .map(node -> node.getString("state"))
                .findFirst()
                .orElse("none");
    }

    /** @param query {@code ""} or from {@code ?} on */
    public Answer logs(String app, String query) {
        return call("GET", "/api/logs/" + app + query).send();
    }

    /** How a node of this machine is described. */
    public static String node(int port) {
        return address(port).put("statuspath", STATUS_PATH).encode();
    }

    private static JsonObject address(int port) {
        return new JsonObject().put("host", "127.0.0.1").put("port", port);
    }
}
