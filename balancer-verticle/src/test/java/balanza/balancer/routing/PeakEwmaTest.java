package balanza.balancer.routing;

import static org.assertj.core.api.Assertions.assertThat;

import balanza.contract.PolicyName;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class PeakEwmaTest {
    private final Shop shop = new Shop().choosing(PolicyName.PEAK_EWMA);

    @Test
    void ofTwoItIsTheFasterForWhatItHasToDo() {
        shop.nodes(Shop.nodes(2));
        answers(1, 10);
        answers(2, 35);
        for (int inFlight = 0; inFlight < 3; inFlight++) {
            assertThat(Shop.port(shop.taken())).isEqualTo(1);
        }

        // Four times 10 ms is more than once 35 ms.
        assertThat(Shop.port(shop.taken())).isEqualTo(2);
    }

    @Test
    void aHeavierOneMayBeSlowerByAsMuch() {
        shop.nodes(Shop.weighing(1, 100), Shop.weighing(2, 300));
        answers(1, 10);
        answers(2, 29);

        assertThat(Shop.port(shop.taken())).isEqualTo(2);
    }

    @Test
    void oneThatNeverAnsweredIsTriedAtOnceButOnlyOnceUntilItAnswers() {
        shop.nodes(Shop.nodes(2));
        answers(1, 10);

        assertThat(Shop.port(shop.taken())).isEqualTo(2);
        for (int i = 0; i < 50; i++) {
            assertThat(Shop.port(shop.taken())).isEqualTo(1);
        }
    }

    @Test
    void oneThatWasSlowIsTriedAgain() {
        shop.nodes(Shop.nodes(2));
        answers(2, 1_000);
        for (int second = 0; second < 60; second++) {
            answers(1, 10);
            shop.pass(Duration.ofSeconds(1));
        }

        var target = shop.taken();
        assertThat(Shop.port(target)).isEqualTo(2);
    }

    private void answers(int port, int millis) {
        shop.target(port).answered(Duration.ofMillis(millis).toNanos(), 200);
    }
}
