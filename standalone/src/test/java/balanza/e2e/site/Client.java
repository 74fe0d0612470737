package balanza.e2e.site;

import io.vertx.core.json.JsonObject;
import java.net.URI;

/** Calls one front door. */
public record Client(URI base) {
    /** A request for a path, which is sent as it is. */
    public Call call(String method, String path) {
        return new Call(URI.create(base + path), method);
    }

    /** Asks for a path. */
    public Answer get(String path) {
        return call("GET", path).send();
    }

    /** Balances a GET; {@code rest} is what follows the app's name. */
    public Answer balance(String app, String rest) {
        return get("/api/balance/" + app + rest);
    }

    /** Registers a user. */
    public Answer signUp(String email, String password) {
        return call("POST", "/api/users").json(credentials(email, password)).send();
    }

    /** Removes a user. */
    public Answer closeAccount(String email, String password) {
        return call("DELETE", "/api/users").json(credentials(email, password)).send();
    }

    /** Asks for a token. */
    public Answer token(String email, String password) {
        return call("POST", "/api/auth").json(credentials(email, password)).send();
    }

    /** A new user with a token. */
    public Tenant newTenant() {
        return Tenant.signUp(this, Unique.email());
    }

    /** A raw connection, for what must be exact to the byte. */
    public RawClient raw() {
        return RawClient.connect(base.getHost(), base.getPort());
    }

    private static String credentials(String email, String password) {
        return new JsonObject().put("email", email).put("password", password).encode();
    }
}
