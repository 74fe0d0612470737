package balanza.balancer.equal;

import balanza.contract.Token;
import java.util.List;
import java.util.Locale;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** Field lines of every kind, for requests and for answers. */
final class Fields {
    private static final String TOKEN = "abcXYZ019!#$%&'*+.^_`|~-";
    private static final String VALUE = "abc XYZ\t019,;:=\"\\(){}[]<>@?/\u00e9\u00ff\u0080";
    private static final int LONG = 2_000;

    private Fields() {}

    /** Lines without their ends; each of them is well formed. */
    static Arbitrary<List<String>> ofRequest() {
        return Arbitraries.frequencyOf(
                        Tuple.of(6, anything()),
                        Tuple.of(2, written(forOneHop())),
                        Tuple.of(3, written(ofWhoAsks())),
                        Tuple.of(2, written(chosenBy())),
                        Tuple.of(1, written(Arbitraries.of("Connection: close", "Connection: keep-alive, close"))))
                .list()
                .ofMaxSize(10);
    }

    /** Likewise. */
    static Arbitrary<List<String>> ofAnswer() {
        return Arbitraries.frequencyOf(
                        Tuple.of(6, anything()), Tuple.of(3, written(ofNodes())), Tuple.of(2, written(forOneHop())))
                .list()
                .ofMaxSize(8);
    }

    /** The same line as somebody else might write it. */
    static Arbitrary<String> written(Arbitrary<String> lines) {
        return Combinators.combine(lines, space(), space(), Arbitraries.of(0, 0, 1, 2))
                .as((line, before, behind, way) -> {
                    int colon = line.indexOf(':');
                    var name = line.substring(0, colon);
                    var cased =
                            way == 0 ? name : way == 1 ? name.toLowerCase(Locale.ROOT) : name.toUpperCase(Locale.ROOT);
                    return cased + ":" + before + line.substring(colon + 1).strip() + behind;
                });
    }

    private static Arbitrary<String> space() {
        return Arbitraries.frequency(
                Tuple.of(8, " "), Tuple.of(2, ""), Tuple.of(1, "  "), Tuple.of(1, "\t"), Tuple.of(1, " \t "));
    }

    private static Arbitrary<String> anything() {
        var name = Arbitraries.strings().withChars(TOKEN).ofMinLength(1).ofMaxLength(12);
        var value = Arbitraries.frequencyOf(
                Tuple.of(12, Arbitraries.strings().withChars(VALUE).ofMaxLength(40)),
                Tuple.of(1, Arbitraries.just("x".repeat(LONG))));
        return written(Combinators.combine(name, value).as((n, v) -> "X-" + n + ":" + v));
    }

    private static Arbitrary<String> forOneHop() {
        return Arbitraries.of(
                "Connection: keep-alive",
                "Connection: X-A, X-B",
                "Connection: ,x-a ,",
                "Connection:",
                "Connection: TE",
                "Connection: Upgrade",
                "X-A: 1",
                "X-B: 2",
                "Keep-Alive: timeout=5, max=100",
                "Proxy-Connection: keep-alive",
                "Proxy-Authorization: Basic eDp5",
                "Proxy-Authenticate: Basic",
                "TE: trailers",
                "Trailer: X-Sum",
                "Upgrade: h2c",
                "HTTP2-Settings: AAMAAABkAAQAAP__");
    }

    private static Arbitrary<String> ofWhoAsks() {
        return Arbitraries.of(
                "Via: 1.0 fred, 1.1 p.example.net",
                "Via: 1.1 balanzas",
                "Via: 1.1 balanza",
                "X-Forwarded-For: 192.0.2.1",
                "X-Forwarded-For: 192.0.2.1, 198.51.100.7",
                "X-Forwarded-Proto: https",
                "X-Forwarded-Host: elsewhere",
                "X-Forwarded-Port: 443",
                "X-Forwarded-Prefix: /elsewhere",
                "X-Forwarded-Other: passes",
                "Forwarded: for=192.0.2.1",
                "X-Real-IP: 192.0.2.1",
                "X-Request-Id: mine",
                "Authorization: Basic eDp5",
                "Authorization: Bearer abc",
                "Authorization: Bearer " + Token.PREFIX + "x.y",
                "Authorization: jwt  " + Token.PREFIX + "x.y",
                "Authorization: Bearer",
                "Accept: application/problem+json",
                "Accept: */*",
                "User-Agent: a (b; c)");
    }

    /** What a node may be chosen by. */
    private static Arbitrary<String> chosenBy() {
        return Arbitraries.of(
                "X-Key: 1",
                "X-Key: 2",
                "X-Key: 3",
                "X-Key:",
                "Cookie: key=1",
                "Cookie: a=b; key=2; c=d",
                "Cookie: key=3;key=4",
                "Cookie: keys=1; balanza-sticky=x.y",
                "Cookie: balanza-sticky=");
    }

    private static Arbitrary<String> ofNodes() {
        return Arbitraries.of(
                "Connection: close",
                "Set-Cookie: a=b; Path=/",
                "Set-Cookie: c=d",
                "Via: 1.1 cache",
                "Date: Mon, 23 Nov 2026 10:00:00 GMT",
                "Server: some/1.0",
                "ETag: \"a\"",
                "Content-Type: text/plain",
                "Content-Encoding: gzip",
                "Vary: Accept",
                "X-Request-Id: of the node",
                "Proxy-Status: node; error=dns_error",
                "Location: http://node/x");
    }
}
