package balanza.bench.site;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A user of Balanza, who registers the nodes as any user would. */
final class Tenant {
    private static final String CREDENTIALS = "{\"email\":\"bench@example.com\",\"password\":\"correct horse\"}";
    private static final Pattern TOKEN = Pattern.compile("\"access_token\":\"([^\"]+)\"");

    private final Http door;
    private final String token;

    private Tenant(Http door, String token) {
        this.door = door;
        this.token = token;
    }

    static Tenant signUp(Http door) {
        expect(201, door.send(door.json("POST", "/api/users", CREDENTIALS)));
        String answer = expect(200, door.send(door.json("POST", "/api/auth", CREDENTIALS)));
        Matcher token = TOKEN.matcher(answer);
        if (!token.find()) {
            throw new IllegalStateException("auth: " + answer + " (expected: a token)");
        }
        return new Tenant(door, token.group(1));
    }

    /** @param policy as the API names it */
    void register(String app, String policy, int... ports) {
        for (int i = 0; i < ports.length; i++) {
            String node = "{\"host\":\"127.0.0.1\",\"port\":%d,\"statuspath\":\"status\"}".formatted(ports[i]);
            expect(201, send(door.json("POST", (i == 0 ? "/api/apps/" : "/api/nodes/") + app, node)));
        }
        expect(200, send(door.json("PATCH", "/api/apps/" + app, "{\"policy\":\"%s\"}".formatted(policy))));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        return door.send(request.header("Authorization", "JWT " + token));
    }

    private static String expect(int status, HttpResponse<String> answer) {
        if (answer.statusCode() != status) {
            throw new IllegalStateException(answer.request().uri() + ": " + answer.statusCode() + " " + answer.body()
                    + " (expected: " + status + ")");
        }
        return answer.body();
    }
}
