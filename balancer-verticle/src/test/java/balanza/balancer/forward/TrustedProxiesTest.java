package balanza.balancer.forward;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrustedProxiesTest {
    @ParameterizedTest
    @CsvSource({
        "10.0.0.0/8, 10.255.0.1, true",
        "10.0.0.0/8, 11.0.0.0, false",
        "10.1.2.3/8, 10.9.9.9, true",
        "192.0.2.128/25, 192.0.2.127, false",
        "192.0.2.128/25, 192.0.2.128, true",
        "192.0.2.0/31, 192.0.2.1, true",
        "192.0.2.0/31, 192.0.2.2, false",
        "192.0.2.7, 192.0.2.7, true",
        "192.0.2.7, 192.0.2.8, false",
        "0.0.0.0/0, 203.0.113.9, true",
        "0.0.0.0/0, ::1, false",
        "::/0, 203.0.113.9, false",
        "::1, 0:0:0:0:0:0:0:1, true",
        "2001:db8::/33, 2001:db8:7fff::1, true",
        "2001:db8::/33, 2001:db8:8000::1, false",
        "10.0.0.0/8, ::ffff:10.0.0.1, true",
    })
    void aNetworkHasTheAddressesThatBeginLikeIt(String network, String address, boolean trusted) throws Exception {
        assertThat(TrustedProxies.of(network).contains(address)).isEqualTo(trusted);
        assertThat(TrustedProxies.of(network).contains(InetAddress.getByName(address)))
                .isEqualTo(trusted);
    }

    @Test
    void anyOfTheListWillDo() {
        var proxies = TrustedProxies.of("10.0.0.0/8, ::1 ,192.0.2.1");

        assertThat(proxies.contains("10.0.0.1")).isTrue();
        assertThat(proxies.contains("::1")).isTrue();
        assertThat(proxies.contains("192.0.2.1")).isTrue();
        assertThat(proxies.contains("192.0.2.2")).isFalse();
    }

    @Test
    void withoutAListNobodyIsTrusted() {
        assertThat(TrustedProxies.of("").contains("127.0.0.1")).isFalse();
        assertThat(TrustedProxies.NONE.contains(InetAddress.getLoopbackAddress()))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "localhost", "10.1", "10.0.0.256", "10.0.0.1:80", "[::1]", "fe80::1%eth0", ":", "1:2", "x"})
    void whatIsNoAddressIsNotTrusted(String words) {
        assertThat(TrustedProxies.of("0.0.0.0/0,::/0").contains(words)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost",
                "10.0.0.0/33",
                "10.0.0.0/",
                "10.0.0.0/-1",
                "10.0/8",
                "10.0.0.256",
                "::/129",
                "[::1]/128",
                "/8",
                "010.0.0.0/8"
            })
    void whatIsNoNetworkIsNamed(String entry) {
        assertThatThrownBy(() -> TrustedProxies.of("127.0.0.1," + entry))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(entry);
        assertThatThrownBy(() -> TrustedProxies.of("127.0.0.1,")).hasMessage("");
    }
}
