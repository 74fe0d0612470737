package balanza.balancer.forward;

import static org.assertj.core.api.Assertions.assertThat;

import balanza.contract.Endpoint;
import balanza.contract.Token;
import io.vertx.core.MultiMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HeadersTest {
    private static final Endpoint NODE = new Endpoint("10.0.0.7", 8080);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Connection",
                "Keep-Alive",
                "Proxy-Connection",
                "Proxy-Authenticate",
                "Proxy-Authorization",
                "TE",
                "Trailer",
                "Transfer-Encoding",
                "Upgrade",
                "HTTP2-Settings",
                "connection",
                "tE",
                "UPGRADE"
            })
    void keepsWhatIsMeantForOneConnectionFromBothSides(String name) {
        assertThat(toNode(name, "x", "A", "1")).containsExactly("A: 1", "host: 10.0.0.7:8080", "via: 1.1 balanza");
        assertThat(toClient(name, "x", "A", "1")).containsExactly("A: 1");
    }

    @Test
    void keepsWhatConnectionNamesFromBothSides() {
        var fields =
                new String[] {"X-Secret", "1", "Connection", "close, x-secret", "Connection", "X-Other", "x-other", "2"
                };

        assertThat(toNode(fields)).containsExactly("host: 10.0.0.7:8080", "via: 1.1 balanza");
        assertThat(toClient(fields)).isEmpty();
    }

    @Test
    void dropsWhatTheClientSaysOfItselfUnlessItIsBelieved() {
        var fields = new String[] {"X-Forwarded-For", "1.2.3.4", "forwarded", "for=x", "X-Real-IP", "9", "A", "1"};

        assertThat(toNode(fields)).containsExactly("A: 1", "host: 10.0.0.7:8080", "via: 1.1 balanza");
        var believed = MultiMap.caseInsensitiveMultiMap();
        Headers.toNode(fields(fields), true, NODE, believed);
        assertThat(lines(believed))
                .containsExactly(
                        "X-Forwarded-For: 1.2.3.4",
                        "forwarded: for=x",
                        "X-Real-IP: 9",
                        "A: 1",
                        "host: 10.0.0.7:8080",
                        "via: 1.1 balanza");
    }

    @ParameterizedTest
    @ValueSource(strings = {"JWT ", "Bearer ", "bearer  ", "jwt ", "Bearer\t", "JWT \t"})
    void keepsATokenOfOursFromTheNode(String scheme) {
        assertThat(toNode("Authorization", scheme + Token.PREFIX + "claims.signature"))
                .containsExactly("host: 10.0.0.7:8080", "via: 1.1 balanza");
        assertThat(toNode("authorization", scheme + "other.claims.signature"))
                .contains("authorization: " + scheme + "other.claims.signature");
    }

    /** WSGI, CGI and PHP tell a node of both as HTTP_X_FORWARDED_FOR. */
    @ParameterizedTest
    @ValueSource(strings = {"X_Forwarded_For", "x-forwarded_for", "X_FORWARDED-PROTO", "X_Real_IP", "x_request_id"})
    void dropsWhatTheNodeCouldTakeForOurs(String name) {
        assertThat(toNode(name, "9.9.9.9", "X_Mine", "1"))
                .containsExactly("X_Mine: 1", "host: 10.0.0.7:8080", "via: 1.1 balanza");
    }

    @Test
    void passesOtherCredentials() {
        assertThat(toNode("Authorization", "Basic " + Token.PREFIX)).contains("Authorization: Basic " + Token.PREFIX);
    }

    @Test
    void keepsOrderRepeatsAndSpelling() {
        assertThat(toClient("Set-Cookie", "a=1", "X", "1", "set-cookie", "b=2", "Set-Cookie", "a=1"))
                .containsExactly("Set-Cookie: a=1", "X: 1", "set-cookie: b=2", "Set-Cookie: a=1");
    }

    @Test
    void namesTheNodeAsHost() {
        assertThat(toNode("Host", "balanza.example"))
                .contains("host: 10.0.0.7:8080")
                .doesNotContain("Host: balanza.example");

        var ipv6 = MultiMap.caseInsensitiveMultiMap();
        Headers.toNode(fields("Host", "x"), false, new Endpoint("::1", 8080), ipv6);
        assertThat(ipv6.getAll("Host")).containsExactly("[::1]:8080");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1.1 balanza | true",
                "1.0 cdn, 1.1 balanza | true",
                "1.1 balanza , 1.1 other | true",
                "1.1 balanza2 | false",
                "1.1 notbalanza | false",
                "balanza | false",
                "1.1 cdn | false"
            })
    void knowsItsOwnMark(String via, boolean ours) {
        assertThat(Headers.cameThroughHere(fields("Via", via))).isEqualTo(ours);
        assertThat(Headers.cameThroughHere(fields("Via", "1.1 cdn", "Via", via)))
                .isEqualTo(ours);
    }

    @Test
    void takesARequestWithoutViaForNew() {
        assertThat(Headers.cameThroughHere(fields("X", "1.1 balanza"))).isFalse();
    }

    private static List<String> toNode(String... fields) {
        var to = MultiMap.caseInsensitiveMultiMap();
        Headers.toNode(fields(fields), false, NODE, to);
        return lines(to);
    }

    private static List<String> toClient(String... fields) {
        var to = MultiMap.caseInsensitiveMultiMap();
        Headers.toClient(fields(fields), to);
        return lines(to);
    }

    private static MultiMap fields(String... namesAndValues) {
        var fields = MultiMap.caseInsensitiveMultiMap();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            fields.add(namesAndValues[i], namesAndValues[i + 1]);
        }
        return fields;
    }

    private static List<String> lines(MultiMap fields) {
        return fields.entries().stream()
                .map(field -> Map.entry(field.getKey(), field.getValue()))
                .map(field -> field.getKey() + ": " + field.getValue())
                .toList();
    }
}
