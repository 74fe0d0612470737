package balanza.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EndpointTest {
    private static final String LABEL_63 = "a".repeat(63);

    @ParameterizedTest
    @CsvSource({
        "localhost, localhost",
        "LocalHost, localhost",
        "Example.COM., example.com",
        "my_node-1.internal, my_node-1.internal",
        "xn--bcher-kva.example, xn--bcher-kva.example",
        "3com.example, 3com.example",
        "0x7f.example, 0x7f.example",
        "0xg, 0xg",
    })
    void writesNamesInLowerCaseWithoutATrailingDot(String given, String canonical) {
        assertThat(new Endpoint(given, 80).host()).isEqualTo(canonical);
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, 127.0.0.1",
        "127.0.0.1., 127.0.0.1",
        "127.1, 127.0.0.1",
        "127.0.1, 127.0.0.1",
        "0x7f.1, 127.0.0.1",
        "0X7F.1, 127.0.0.1",
        "017700000001, 127.0.0.1",
        "2130706433, 127.0.0.1",
        "0x7f000001, 127.0.0.1",
        "0177.0.0.01, 127.0.0.1",
        "10.65535, 10.0.255.255",
        "255.255.255.255, 255.255.255.255",
        "4294967295, 255.255.255.255",
        "0, 0.0.0.0",
    })
    void writesEverySpellingOfAnIpv4AddressInDottedDecimal(String given, String canonical) {
        assertThat(new Endpoint(given, 80).host()).isEqualTo(canonical);
    }

    @ParameterizedTest
    @CsvSource({
        "::1, ::1",
        "[::1], ::1",
        "0:0:0:0:0:0:0:1, ::1",
        "::, ::",
        "[2001:DB8::1], 2001:db8::1",
        "2001:0db8:0000:0000:0000:0000:0000:0001, 2001:db8::1",
        "2001:db8:0:1:1:1:1:1, 2001:db8:0:1:1:1:1:1",
        "2001:0:0:1:0:0:0:1, 2001:0:0:1::1",
        "2001:db8:0:0:1:0:0:1, 2001:db8::1:0:0:1",
        "1:0:0:0:0:0:0:0, 1::",
        "1:2:3:4:5:6:0:0, 1:2:3:4:5:6::",
        "::ffff:1.2.3.4, 1.2.3.4",
        "64:ff9b::1.2.3.4, 64:ff9b::102:304",
    })
    void writesIpv6AddressesAsRfc5952Says(String given, String canonical) {
        assertThat(new Endpoint(given, 80).host()).isEqualTo(canonical);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                ".",
                "..",
                " localhost",
                "localhost ",
                "local host",
                "localhost\n",
                "a..b",
                ".a",
                "a...",
                "-a",
                "a-",
                "a.-b",
                "1.2.3.4.5",
                "256.1.1.1",
                "1.2.3.256",
                "1.16777216",
                "4294967296",
                "08",
                "1..2",
                "a.1",
                "99999999999999999999",
                "[::1",
                "::1]",
                "[]",
                "[127.0.0.1]",
                "[localhost]",
                "[[::1]]",
                "::1%eth0",
                "fe80::1%1",
                ":::",
                "1::2::3",
                "1:2:3:4:5:6:7",
                "1:2:3:4:5:6:7:8:9",
                "12345::",
                ".:1",
                ".1::",
                "host:80",
                "127.0.0.1:80",
                "http://host",
                "user@host",
                "host/path",
                "h*st",
                "b\u00fccher.example",
                "\ud83d\ude00",
                "\ud83d\ude00.example",
                "\u212Aelvin", // lower-cases to an ASCII k
                "a\u0000b",
            })
    void refusesWhatIsNeitherANameNorAnAddress(String malformed) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Endpoint(malformed, 80))
                .withMessage("host: " + malformed + " (expected: a host name, an IPv4 or an IPv6 address)");
    }

    @Test
    void keepsToTheLengthsOfDns() {
        String longest = (LABEL_63 + ".").repeat(3) + "a".repeat(61);

        assertThat(longest).hasSize(253);
        assertThat(new Endpoint(longest, 80).host()).isEqualTo(longest);
        assertThat(new Endpoint(longest + ".", 80).host()).isEqualTo(longest);
        assertThatIllegalArgumentException().isThrownBy(() -> new Endpoint(longest + "a", 80));
        assertThatIllegalArgumentException().isThrownBy(() -> new Endpoint("a" + LABEL_63, 80));
        assertThatIllegalArgumentException().isThrownBy(() -> new Endpoint("a".repeat(100_000), 80));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 80, 65535})
    void takesAnyPort(int port) {
        assertThat(new Endpoint("localhost", port).port()).isEqualTo(port);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 65536, Integer.MAX_VALUE, Integer.MIN_VALUE})
    void refusesWhatIsNoPort(int port) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Endpoint("localhost", port))
                .withMessage("port: " + port + " (expected: a whole number from 1 to 65535)");
    }

    @Test
    void isShownAsAnAuthority() {
        assertThat(new Endpoint("Shop.example.", 8080)).hasToString("shop.example:8080");
        assertThat(new Endpoint("0:0::1", 8080)).hasToString("[::1]:8080");
    }

    @Test
    void isEqualExactlyIfItNamesTheSamePlace() {
        assertThat(new Endpoint("0x7f.1", 80)).isEqualTo(new Endpoint("127.0.0.1", 80));
        assertThat(new Endpoint("[::1]", 80)).isEqualTo(new Endpoint("0:0:0:0:0:0:0:1", 80));
        assertThat(new Endpoint("HOST.", 80)).isEqualTo(new Endpoint("host", 80));
        assertThat(new Endpoint("host", 80)).isNotEqualTo(new Endpoint("host", 81));
    }
}
