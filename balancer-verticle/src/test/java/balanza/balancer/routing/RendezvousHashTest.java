package balanza.balancer.routing;

import static org.assertj.core.api.Assertions.assertThat;

import balanza.contract.HashOn;
import balanza.contract.Node;
import balanza.contract.PolicyName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RendezvousHashTest {
    private static final int KEYS = 20_000;

    private final Policy policy = Policy.hash(HashOn.ADDRESS);

    @Test
    void givesEachTheSameShareOfKeys() {
        ChiSquared.assertShares(counts(owners(Shop.nodes(5))), Map.of(1, 1.0, 2, 1.0, 3, 1.0, 4, 1.0, 5, 1.0));
    }

    @Test
    void givesEachItsShareByWeight() {
        ChiSquared.assertShares(
                counts(owners(Shop.weighing(1, 100), Shop.weighing(2, 50), Shop.weighing(3, 250))),
                Map.of(1, 100.0, 2, 50.0, 3, 250.0));
    }

    @Test
    void oneMoreTakesItsShareAndNothingElseMoves() {
        var before = owners(Shop.nodes(9));
        var after = owners(Shop.nodes(10));
        var moved = moved(before, after);

        assertThat(moved).allMatch(key -> after.get(key) == 10);
        assertThat(moved.size()).isBetween(KEYS / 10 - 250, KEYS / 10 + 250); // Of standard deviations nearly six.
        assertThat(counts(moved.stream().map(before::get).toList())).hasSize(9);
    }

    @Test
    void oneLessLeavesItsShareToTheOthersAlike() {
        var before = owners(Shop.nodes(10));
        var after = owners(
                IntStream.of(1, 2, 3, 5, 6, 7, 8, 9, 10).mapToObj(Shop::node).toArray(Node[]::new));
        var moved = moved(before, after);

        assertThat(moved).allMatch(key -> before.get(key) == 4);
        var heirs = counts(moved.stream().map(after::get).toList());
        ChiSquared.assertShares(heirs, Map.of(1, 1.0, 2, 1.0, 3, 1.0, 5, 1.0, 6, 1.0, 7, 1.0, 8, 1.0, 9, 1.0, 10, 1.0));
    }

    @Test
    void moreWeightOnlyDrawsKeysToIt() {
        var before = owners(Shop.weighing(1, 100), Shop.weighing(2, 100), Shop.weighing(3, 100));
        var after = owners(Shop.weighing(1, 100), Shop.weighing(2, 200), Shop.weighing(3, 100));

        assertThat(moved(before, after)).isNotEmpty().allMatch(key -> after.get(key) == 2);
    }

    @Test
    void theOrderOfTheListDoesNotMatter() {
        var targets = new ArrayList<>(targets(Shop.nodes(10)));
        var before = owners(targets);
        Collections.shuffle(targets, new Random(1));

        assertThat(owners(targets)).isEqualTo(before);
    }

    @Test
    void addressesThatAreAlikeAreSpreadToo() {
        var targets = targets(Shop.nodes(4));
        var owners = IntStream.range(0, 200)
                .mapToObj(i -> policy.pick(targets, from("10.0.0." + i)))
                .map(Shop::port)
                .toList();

        ChiSquared.assertShares(counts(owners), Map.of(1, 1.0, 2, 1.0, 3, 1.0, 4, 1.0));
    }

    @Test
    void looksAtAHeaderOrACookieAndElseAtTheAddress() {
        var targets = targets(Shop.nodes(50));
        var byAddress = policy.pick(targets, from("192.0.2.1"));
        var byKey = policy.pick(targets, from("tenant-1"));
        assertThat(byKey).isNotSameAs(byAddress);

        var header = Policy.hash(HashOn.of("header:X-Tenant"));
        assertThat(header.pick(targets, request("192.0.2.1", "x-tenant", "tenant-1", null)))
                .isSameAs(byKey);
        assertThat(header.pick(targets, request("192.0.2.9", "x-tenant", "tenant-1", null)))
                .isSameAs(byKey);
        assertThat(header.pick(targets, request("192.0.2.1", "x-other", "tenant-1", null)))
                .isSameAs(byAddress);

        var cookie = Policy.hash(HashOn.of("cookie:Session"));
        assertThat(cookie.pick(targets, request("192.0.2.1", null, "tenant-1", "Session")))
                .isSameAs(byKey);
        assertThat(cookie.pick(targets, request("192.0.2.1", null, "tenant-1", "session")))
                .isSameAs(byAddress);
    }

    @Test
    void whileAKeysNodeIsDownItsKeysGoElsewhereAndThenComeBack() {
        var shop = Shop.of(5);
        shop.choosing(PolicyName.HASH).nodes(Shop.nodes(5));
        var usual = shop.taken();
        shop.down(Shop.port(usual), Duration.ofMinutes(1));
        var other = shop.taken();

        assertThat(other).isNotSameAs(usual);
        assertThat(shop.taken()).isSameAs(other);
        shop.up(Shop.port(usual));
        assertThat(shop.taken()).isSameAs(usual);
    }

    private Map<Integer, Integer> owners(Node... nodes) {
        return owners(targets(nodes));
    }

    private Map<Integer, Integer> owners(List<Target> targets) {
        var owners = new HashMap<Integer, Integer>();
        for (int key = 0; key < KEYS; key++) {
            owners.put(key, Shop.port(policy.pick(targets, from("client-" + key))));
        }
        return owners;
    }

    private static List<Integer> moved(Map<Integer, Integer> before, Map<Integer, Integer> after) {
        return before.keySet().stream()
                .filter(key -> !before.get(key).equals(after.get(key)))
                .toList();
    }

    private static Map<Integer, Integer> counts(Map<Integer, Integer> owners) {
        return counts(List.copyOf(owners.values()));
    }

    private static Map<Integer, Integer> counts(List<Integer> owners) {
        var counts = new HashMap<Integer, Integer>();
        owners.forEach(owner -> counts.merge(owner, 1, Integer::sum));
        return counts;
    }

    private static List<Target> targets(Node... nodes) {
        return new Shop().nodes(nodes).targets();
    }

    private static RequestView from(String address) {
        return Shop.view(address, Map.of());
    }

    /** @param header or {@code cookie}, whichever is not {@code null}, has {@code value} */
    private static RequestView request(String address, @Nullable String header, String value, @Nullable String cookie) {
        return new RequestView() {
            @Override
            public String address() {
                return address;
            }

            @Override
            public @Nullable String header(String name) {
                return name.equals(header) ? value : null;
            }

            @Override
            public @Nullable String cookie(String name) {
                return name.equals(cookie) ? value : null;
            }
        };
    }
}
