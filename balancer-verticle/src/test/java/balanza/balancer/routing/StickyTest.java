package balanza.balancer.routing;

import static org.assertj.core.api.Assertions.assertThat;

import balanza.contract.App;
import balanza.contract.AppId;
import balanza.contract.NodeState;
import balanza.contract.UserId;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients that stay with their node. */
class StickyTest {
    private static final String NAME = "balanza-sticky";

    private final Shop shop = new Shop().with(true, false, 0);
    private Target mine;
    private String cookie;

    @BeforeEach
    void comeForTheFirstTime() {
        shop.stickyKey = "secret";
        shop.nodes(Shop.nodes(20));
        var taken = take(Map.of());
        mine = taken.target();
        cookie = value(taken.cookie());
    }

    @Test
    void theFirstAnswerSetsACookieForThisAppOnly() {
        assertThat(take(Map.of()).cookie())
                .matches(
                        "balanza-sticky=[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]{22}; Path=/api/balance/shop; HttpOnly; SameSite=Lax");
    }

    @Test
    void theClientComesBackToItsNodeAndGetsNoCookieAgain() {
        for (int i = 0; i < 50; i++) {
            assertThat(back()).isEqualTo(new Pick.Taken(mine, null));
        }
        assertThat(mine.inFlight()).isEqualTo(51);
    }

    @Test
    void survivesOtherNodesComingAndGoing() {
        shop.nodes(Shop.node(Shop.port(mine)), Shop.node(31), Shop.node(32));
        assertThat(back()).isEqualTo(new Pick.Taken(mine, null));

        shop.nodes(Shop.nodes(20));
        assertThat(back()).isEqualTo(new Pick.Taken(mine, null));
    }

    @Test
    void survivesARestartOfTheBalancer() {
        var table = new RoutingTable();
        table.apply(new App(
                shop.id, "shop", new UserId("owner"), Shop.NOON, 1, List.of(Shop.nodes(20)), shop.settings, "secret"));
        var again = (Pick.Taken) table.route("shop").orElseThrow().take(with(cookie), null);

        assertThat(again.target().id()).isEqualTo(mine.id());
        assertThat(again.cookie()).isNull();
    }

    @Test
    void aNodeWithoutWeightKeepsItsClients() {
        shop.nodes(Shop.weighing(Shop.port(mine), 0), Shop.node(31));

        assertThat(back()).isEqualTo(new Pick.Taken(mine, null));
        assertThat(take(Map.of()).target()).isSameAs(shop.target(31));
    }

    @Test
    void isIssuedAnewWhenTheNodeIsDown() {
        shop.down(Shop.port(mine), Duration.ofMinutes(1));
        assertMoves(null);

        shop.up(Shop.port(mine));
        assertThat(back()).isEqualTo(new Pick.Taken(mine, null));
    }

    @Test
    void isIssuedAnewWhenTheNodeIsDraining() {
        shop.nodes(Shop.draining(Shop.port(mine)), Shop.node(31), Shop.node(32));

        assertMoves(null);
    }

    @Test
    void isIssuedAnewWhenTheNodeIsGone() {
        shop.nodes(Shop.node(31), Shop.node(32));

        assertMoves(null);
    }

    @Test
    void isIssuedAnewWhenTheNodeIsEjected() {
        Shop.eject(mine);

        assertMoves(null);
    }

    @Test
    void isIssuedAnewWhenTheNodeIsFull() {
        shop.limited(1, null, null).nodes(Shop.nodes(20));

        assertMoves(null);
    }

    @Test
    void isIssuedAnewWhenTheNodeHasFailedThisRequest() {
        assertMoves(mine);
    }

    @Test
    void doesNotPinToADeadNodeEvenIfItIsTheOnlyOne() {
        shop.nodes(Shop.node(Shop.port(mine), NodeState.DOWN));

        assertThat(shop.route().take(with(cookie), null)).isInstanceOf(Pick.None.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", ".", "x", "bm9kZS0x", "bm9kZS0x.", "bm9kZS0x.AAAAAAAAAAAAAAAAAAAAAA", ".AAAA", "..", "é.é"})
    void aForgedCookieChoosesNoNode(String forged) {
        assertChoosesNothing(forged);
    }

    @Test
    void aSignatureOfAnotherNodeChoosesNoNode() {
        var other = shop.target(Shop.port(mine) % 20 + 1);
        var name = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(other.id().value().getBytes(StandardCharsets.UTF_8));

        assertChoosesNothing(name + cookie.substring(cookie.indexOf('.')));
        assertChoosesNothing(cookie + "A");
        assertChoosesNothing(cookie.substring(0, cookie.length() - 1));
    }

    @Test
    void aCookieOfAnotherAppOrAnotherKeyChoosesNoNode() {
        shop.stickyKey = "another";
        shop.nodes(Shop.nodes(20));
        assertChoosesNothing(cookie);

        shop.stickyKey = "secret";
        shop.table.apply(new App(
                new AppId("other"),
                "shop",
                new UserId("owner"),
                Shop.NOON,
                99,
                List.of(Shop.nodes(20)),
                shop.settings,
                "secret"));
        assertChoosesNothing(cookie);
    }

    @Test
    void withoutTheSettingThereIsNone() {
        shop.with(false, false, 0).nodes(Shop.nodes(20));
        assertChoosesNothingAndSetsNothing();

        shop.stickyKey = null;
        shop.with(true, false, 0).nodes(Shop.nodes(20));
        assertChoosesNothingAndSetsNothing();
    }

    @Test
    void theCookieIsWhatOthersCanComputeToo() {
        // printf app-xnode-1 | openssl dgst -sha256 -hmac secret -binary | head -c16 | base64
        var table = new RoutingTable();
        var app = new AppId("app-x");
        table.apply(new App(
                app, "shop", new UserId("owner"), Shop.NOON, 1, List.of(Shop.node(1)), shop.settings, "secret"));
        var taken = (Pick.Taken) table.route("shop").orElseThrow().take(Shop.ANYBODY, null);

        assertThat(value(taken.cookie())).isEqualTo("bm9kZS0x.4XSH_hSUBMx6k3Xw0q5M2w");
    }

    /** The client is sent elsewhere, and stays there. */
    private void assertMoves(Target tried) {
        var moved = (Pick.Taken) shop.route().take(with(cookie), tried);
        assertThat(moved.target()).isNotSameAs(mine);
        moved.target().end();

        for (int i = 0; i < 20; i++) {
            assertThat(shop.route().take(with(value(moved.cookie())), null))
                    .isEqualTo(new Pick.Taken(moved.target(), null));
            moved.target().end();
        }
    }

    private void assertChoosesNothing(String value) {
        var targets = new HashSet<Target>();
        for (int i = 0; i < 100; i++) {
            var taken = (Pick.Taken) shop.route().take(with(value), null);
            assertThat(taken.cookie()).isNotNull();
            targets.add(taken.target());
            taken.target().end();
        }
        assertThat(targets).hasSizeGreaterThan(1);
    }

    private void assertChoosesNothingAndSetsNothing() {
        var targets = new HashSet<Target>();
        for (int i = 0; i < 100; i++) {
            assertThat(back().cookie()).isNull();
            targets.add(back().target());
        }
        assertThat(targets).hasSizeGreaterThan(1);
    }

    private Pick.Taken back() {
        return (Pick.Taken) shop.route().take(with(cookie), null);
    }

    private Pick.Taken take(Map<String, String> cookies) {
        return (Pick.Taken) shop.route().take(Shop.view("192.0.2.1", cookies), null);
    }

    private static RequestView with(String value) {
        return Shop.view("192.0.2.1", Map.of(NAME, value));
    }

    /** What the client sends back. */
    private static String value(String setCookie) {
        return setCookie.substring(NAME.length() + 1, setCookie.indexOf(';'));
    }
}
