package balanza.balancer;

import io.vertx.core.json.JsonObject;
import java.util.List;

/** An answer as it came, its body without the framing. */
public record Answer(String statusLine, List<String> lines, String body) {
    public int status() {
        return Integer.parseInt(statusLine.substring(9, 12));
    }

    /** The values of a field, in order; its name in any case. */
    public List<String> fields(String name) {
        return lines.stream()
                .filter(line -> line.regionMatches(true, 0, name + ":", 0, name.length() + 1))
                .map(line -> line.substring(name.length() + 1).strip())
                .toList();
    }

    public JsonObject json() {
        return new JsonObject(body);
    }

    /** Status, code and description of an error of our own. */
    public String error() {
        return json().getString("status_code") + "/" + json().getString("error") + " "
                + json().getString("description");
    }

    public Answer with(String newBody) {
        return new Answer(statusLine, lines, newBody);
    }
}
