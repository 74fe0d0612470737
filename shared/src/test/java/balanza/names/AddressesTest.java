package balanza.names;

import static balanza.names.NameServer.addresses;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.Test;

class AddressesTest {
    private static final List<InetAddress> ALL = addresses("10.0.0.1", "10.0.0.2", "10.0.0.3");
    private static final InetAddress ONE = ALL.get(0);
    private static final InetAddress TWO = ALL.get(1);
    private static final InetAddress THREE = ALL.get(2);

    private long now = 1_000;
    private final Addresses addresses = new Addresses(() -> now);

    @Test
    void takesTurns() {
        assertThat(addresses.order(ALL)).containsExactly(ONE, TWO, THREE);
        assertThat(addresses.order(ALL)).containsExactly(TWO, THREE, ONE);
        assertThat(addresses.order(ALL)).containsExactly(THREE, ONE, TWO);
        assertThat(addresses.order(ALL)).containsExactly(ONE, TWO, THREE);
    }

    @Test
    void putsWhatFailedLastForTenSeconds() {
        addresses.failed(ONE);
        for (int i = 0; i < 6; i++) {
            assertThat(addresses.order(ALL)).hasSize(3).endsWith(ONE);
        }

        now += 9_999;
        assertThat(addresses.order(ALL)).endsWith(ONE);
        now += 1;
        assertThat(List.of(addresses.order(ALL), addresses.order(ALL), addresses.order(ALL)))
                .extracting(order -> order.get(0))
                .containsExactlyInAnyOrder(ONE, TWO, THREE);
    }

    @Test
    void givesAllEvenIfAllHaveFailed() {
        ALL.forEach(addresses::failed);

        assertThat(addresses.order(ALL)).containsExactlyInAnyOrder(ONE, TWO, THREE);
    }

    @Test
    void followsAnAnswerThatChanges() {
        addresses.failed(ONE);

        assertThat(addresses.order(List.of(ONE))).containsExactly(ONE);
        assertThat(addresses.order(List.of(ONE, TWO))).containsExactly(TWO, ONE);
    }
}
