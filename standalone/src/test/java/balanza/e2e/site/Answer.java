package balanza.e2e.site;

import io.vertx.core.MultiMap;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Set;

/** What came back. */
public record Answer(int status, MultiMap headers, String body) {
    private static final Set<String> ERROR_FIELDS = Set.of("status_code", "error", "description");

    /** The body, which must be a JSON object. */
    public JsonObject json() {
        try {
            return new JsonObject(body);
        } catch (DecodeException e) {
            throw new AssertionError("not a JSON object: " + this, e);
        }
    }

    /** The first value of a header, {@code ""} if there is none. */
    public String header(String name) {
        String value = headers.get(name);
        return value == null ? "" : value;
    }

    /** Every value of a header. */
    public List<String> all(String name) {
        return headers.getAll(name);
    }

    /** {@code "409/03"} if this is a failure in exactly the API's form; otherwise a text that tells what it is instead. */
    public String failure() {
        if (status < 400 || !header("content-type").startsWith("application/json")) {
            return toString();
        }
        JsonObject json = json();
        boolean wellFormed = json.fieldNames().equals(ERROR_FIELDS)
                && json.getValue("status_code").equals(Integer.toString(status))
                && json.getValue("error") instanceof String
                && json.getValue("description") instanceof String;
        return wellFormed ? status + "/" + json.getString("error") : toString();
    }

    /** {@code "201 shop"} if this is the success of a change in exactly the API's form; otherwise what it is instead. */
    public String success() {
        if (status >= 300 || !body.startsWith("{")) {
            return toString();
        }
        JsonObject json = json();
        boolean wellFormed = json.fieldNames().equals(Set.of("status_code", "description"))
                && json.getValue("status_code").equals(Integer.toString(status));
        return wellFormed ? status + " " + json.getString("description") : toString();
    }

    /** The sentence for people. */
    public String description() {
        return json().getString("description");
    }

    @Override
    public String toString() {
        return status + " " + headers.entries() + " " + (body.length() > 500 ? body.substring(0, 500) + "..." : body);
    }
}
