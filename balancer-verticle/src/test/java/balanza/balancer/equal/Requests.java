package balanza.balancer.equal;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** Requests of clients: nearly all of them good, most of a kind that the lane takes. */
final class Requests {
    private static final String APP = "/api/balance/{app}";
    private static final String PATH = "abz09/-._~!$&'()*+,;=:@%?\"<>[]^`{|}";

    private Requests() {}

    static Arbitrary<GeneratedRequest> any() {
        var start = Combinators.combine(method(), target(), version()).as(Start::new);
        return Combinators.combine(
                        start,
                        host(),
                        Fields.ofRequest(),
                        framing(),
                        Arbitraries.randoms(),
                        Arbitraries.of(true, false))
                .as(Requests::request);
    }

    private record Start(String method, String target, String version) {}

    /** @param field {@code ""} for none */
    private record Framing(String field, String body) {}

    private static GeneratedRequest request(
            Start start, String host, List<String> others, Framing framing, Random random, boolean waits) {
        var fields = new ArrayList<>(others);
        fields.add(host);
        if (!framing.field().isEmpty()) {
            fields.add(framing.field());
        }
        Collections.shuffle(fields, random);
        return new GeneratedRequest(
                start.method(), start.target(), start.version(), List.copyOf(fields), framing.body(), waits);
    }

    private static Arbitrary<String> method() {
        return Arbitraries.frequency(
                Tuple.of(8, "GET"),
                Tuple.of(3, "HEAD"),
                Tuple.of(6, "POST"),
                Tuple.of(3, "PUT"),
                Tuple.of(2, "DELETE"),
                Tuple.of(1, "PATCH"),
                Tuple.of(1, "OPTIONS"),
                Tuple.of(1, "PURGE"),
                Tuple.of(1, "get"));
    }

    private static Arbitrary<String> target() {
        var paths = Arbitraries.strings().withChars(PATH).ofMaxLength(30);
        return Arbitraries.frequencyOf(
                Tuple.of(20, paths.map(path -> APP + "/" + path)),
                Tuple.of(
                        6,
                        Arbitraries.of(
                                APP,
                                APP + "?",
                                APP + "?a=b/c",
                                APP + "//",
                                APP + "/%2F%2e%2e/..;a=b/../x?y#".replace("#", ""),
                                APP + "/" + "long/".repeat(100))),
                Tuple.of(
                        2,
                        Arbitraries.of(
                                "http://elsewhere:81" + APP + "/absolute",
                                "/api/balance/nobody/x",
                                "/api/balance/",
                                "/api/health/live",
                                "/api/BALANCE/{app}/x",
                                "*")));
    }

    private static Arbitrary<String> version() {
        return Arbitraries.frequency(Tuple.of(20, "1.1"), Tuple.of(1, "1.0"));
    }

    private static Arbitrary<String> host() {
        return Fields.written(Arbitraries.frequency(
                Tuple.of(8, "Host: x"),
                Tuple.of(1, "Host: shop.example.net:8080"),
                Tuple.of(1, "Host: [::1]:80"),
                Tuple.of(1, "Host:")));
    }

    private static Arbitrary<Framing> framing() {
        var counted = Bodies.data().map(body -> new Framing("Content-Length: " + body.length(), body));
        var chunked = Bodies.chunked().map(body -> new Framing("Transfer-Encoding: chunked", body));
        var expecting = Arbitraries.of(new Framing("Content-Length: 5\r\nExpect: 100-continue", "hello"));
        return Arbitraries.frequencyOf(
                Tuple.of(10, Arbitraries.just(new Framing("", ""))),
                Tuple.of(10, counted),
                Tuple.of(2, chunked),
                Tuple.of(1, expecting));
    }
}
