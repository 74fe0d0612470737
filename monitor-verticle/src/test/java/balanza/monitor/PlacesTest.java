package balanza.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import balanza.contract.AppId;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PlacesTest {
    private static final AppId SHOP = new AppId("shop");

    private final Places places = new Places();

    @Test
    void oneAppGetsNoMoreThanHalfOfThem() {
        assertThat(takenBy(SHOP)).isEqualTo(512);
        assertThat(places.areFree()).isTrue();
    }

    @Test
    void anAppThatComesLateGetsAQuarter() {
        takenBy(SHOP);

        assertThat(takenBy(new AppId("late"))).isEqualTo(256);
        assertThat(takenBy(new AppId("later"))).isEqualTo(256);
        assertThat(places.areFree()).isFalse();
        assertThat(takenBy(new AppId("too late"))).isZero();
    }

    @Test
    void aPlaceThatIsLeftIsFree() {
        takenBy(SHOP);

        places.leave(SHOP);

        assertThat(takenBy(SHOP)).isEqualTo(1);
    }

    private long takenBy(AppId app) {
        return IntStream.range(0, 2_000).filter(i -> places.take(app)).count();
    }
}
