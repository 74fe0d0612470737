package balanza.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NodeSpecTest {
    private static final Endpoint ENDPOINT = new Endpoint("localhost", 8080);

    @ParameterizedTest
    @CsvSource({
        "status, /status",
        "/status, /status",
        "'', /",
        "/, /",
        "a/b?deep=1&x=%20, /a/b?deep=1&x=%20",
        "?only=query, /?only=query",
        "//status, //status",
    })
    void takesAStatusPathWithOrWithoutItsSlash(String given, String asked) {
        assertThat(new NodeSpec(ENDPOINT, given).statusPath()).isEqualTo(asked);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                " ",
                "/a b",
                "/a\tb",
                "/a\r\nHost: evil",
                "/a\u0000",
                "/a\u007f",
                "/a#b",
                "/caf\u00e9",
                "/\ud83d\ude00",
            })
    void refusesAStatusPathThatCanNeverBeAskedFor(String malformed) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new NodeSpec(ENDPOINT, malformed))
                .withMessageStartingWith("statuspath: ")
                .withMessageEndingWith(" (expected: a path without spaces, control characters or #)")
                .withMessageMatching("[\\x20-\\x7e]+");
    }
}
