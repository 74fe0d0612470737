package balanza.balancer.routing;

import static org.assertj.core.api.Assertions.assertThat;

import balanza.contract.AppSettings;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** How many second attempts an app may make. */
class RetryBudgetTest {
    private final Shop shop = Shop.of(1);

    @Test
    void thereAreTenASecondInAnyCase() {
        assertThat(retries()).isEqualTo(10);
        shop.pass(Duration.ofMillis(999));
        assertThat(retries()).isZero();

        for (int second = 0; second < 30; second++) {
            shop.pass(Duration.ofSeconds(1));
            assertThat(retries()).isEqualTo(10);
        }
    }

    @Test
    void thereIsAFifthOfTheRequests() {
        requests(1_000);

        assertThat(retries()).isEqualTo(200);
    }

    @Test
    void onlyTheLastTenSecondsCount() {
        requests(1_000);
        shop.pass(Duration.ofSeconds(9));
        requests(500);
        assertThat(retries()).isEqualTo(300);

        shop.pass(Duration.ofSeconds(1));
        assertThat(retries()).isEqualTo(10);
        shop.pass(Duration.ofSeconds(9));
        requests(2_000);
        assertThat(retries()).isEqualTo(400 - 10);
    }

    @Test
    void whatIsTenSecondsOldDoesNotCount() {
        requests(1_000);
        shop.pass(Duration.ofSeconds(10));

        assertThat(retries()).isEqualTo(10);
    }

    @Test
    void overTimeItIsAFifth() {
        var all = 0;
        for (int second = 0; second < 60; second++) {
            requests(500);
            all += retries();
            shop.pass(Duration.ofSeconds(1));
        }

        assertThat(all).isBetween(60 * 100, 60 * 100 + 60 * 10);
    }

    @Test
    void theAppsOwnPercentageStandsForThatOfTheProcess() {
        percent(50);
        requests(1_000);
        assertThat(retries()).isEqualTo(500);

        percent(0);
        shop.pass(Duration.ofSeconds(1));
        assertThat(retries()).isEqualTo(10);
    }

    @Test
    void secondAttemptsAreNoRequests() {
        shop.nodes(Shop.nodes(2));
        requests(100);
        for (int i = 0; i < 1_000; i++) {
            shop.taken(shop.target(1)).end();
        }

        assertThat(retries()).isEqualTo(20);
    }

    @Test
    void itOutlivesAChangeOfTheApp() {
        requests(1_000);
        assertThat(retries()).isEqualTo(200);
        shop.nodes(Shop.nodes(2));

        assertThat(retries()).isZero();
    }

    @Test
    void manyEventLoopsShareIt() {
        var retries = new AtomicInteger();
        Together.run(8, loop -> requests(1_000));
        Together.run(8, loop -> retries.addAndGet(retries()));

        assertThat(retries).hasValue(1_600);
    }

    @Test
    void isTheSameAfterAnyTime() {
        for (var pause : new int[] {1, 9, 10, 11, 60, 3_600, 86_400 * 365}) {
            requests(1_000);
            retries();
            shop.pass(Duration.ofSeconds(pause).plusSeconds(10));
            requests(1_000);
            assertThat(retries()).as("after %s s", pause).isEqualTo(200);
            shop.pass(Duration.ofSeconds(10));
        }
    }

    private void requests(int count) {
        for (int i = 0; i < count; i++) {
            shop.taken().end();
        }
    }

    private int retries() {
        var count = 0;
        while (shop.route().load().mayRetry()) {
            count++;
        }
        return count;
    }

    private void percent(int percent) {
        var usual = AppSettings.DEFAULT;
        shop.settings = new AppSettings(
                usual.policy(),
                usual.hashOn(),
                usual.sticky(),
                new AppSettings.Retry(null, percent),
                usual.timeouts(),
                usual.limits(),
                usual.failOpen(),
                usual.slowStartSeconds(),
                usual.healthCheck());
        shop.nodes(Shop.node(1));
    }
}
