package balanza.bench.site;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A user of Balanza, who registers the nodes as any user would. */
final class Tenant {
    private static final String CREDENTIALS = "{\"email\":\"bench@example.com\",\"password\":\"correct horse\"}";
    private static final Pattern TOKEN = Pattern.compile("\"access_token\":\"([^\"]+)\"");

    private static final int AWAY = 503;
    private static final int CONFLICT = 409;
    private static final Duration LIMIT = Duration.ofMinutes(1);
    private static final Duration PAUSE = Duration.ofMillis(500);

    private final Http door;
    private final String token;

    private Tenant(Http door, String token) {
        this.door = door;
        this.token = token;
    }

    static Tenant signUp(Http door) {
        change(201, door, () -> door.json("POST", "/api/users", CREDENTIALS));
        String answer = change(200, door, () -> door.json("POST", "/api/auth", CREDENTIALS));
        Matcher token = TOKEN.matcher(answer);
        if (!token.find()) {
            throw new IllegalStateException("auth: " + answer + " (expected: a token)");
        }
        return new Tenant(door, token.group(1));
    }

    /** @param policy as the API names it */
    void register(String app, String policy, int... ports) {
        for (int i = 0; i < ports.length; i++) {
            String path = (i == 0 ? "/api/apps/" : "/api/nodes/") + app;
            String node = "{\"host\":\"127.0.0.1\",\"port\":%d,\"statuspath\":\"status\"}".formatted(ports[i]);
            change(201, door, () -> authorized("POST", path, node));
        }
        change(200, door, () -> authorized("PATCH", "/api/apps/" + app, "{\"policy\":\"%s\"}".formatted(policy)));
    }

    private HttpRequest.Builder authorized(String method, String path, String body) {
        return door.json(method, path, body).header("Authorization", "JWT " + token);
    }

    /**
     * Makes a change, again and again while a service that has only just started is too slow for it. After such an answer a
     * conflict tells that the change was made all the same.
     *
     * @return the answer's body
     */
    private static String change(int wanted, Http door, Supplier<HttpRequest.Builder> request) {
        HttpResponse<String> answer = door.send(request.get());
        boolean again = false;
        for (long end = System.nanoTime() + LIMIT.toNanos(); answer.statusCode() == AWAY && System.nanoTime() < end; ) {
            LockSupport.parkNanos(PAUSE.toNanos());
            again = true;
            answer = door.send(request.get());
        }
        int status = answer.statusCode();
        if (status != wanted && !(status == CONFLICT && again)) {
            throw new IllegalStateException(
                    answer.request().uri() + ": " + status + " " + answer.body() + " (expected: " + wanted + ")");
        }
        return answer.body();
    }
}
