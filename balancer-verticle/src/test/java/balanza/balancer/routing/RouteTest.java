package balanza.balancer.routing;

import static org.assertj.core.api.Assertions.assertThat;

import balanza.contract.App;
import balanza.contract.AppId;
import balanza.contract.Endpoint;
import balanza.contract.Node;
import balanza.contract.NodeId;
import balanza.contract.NodeState;
import balanza.contract.UserId;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RouteTest {
    private final Route route = route(3);
    private final List<Target> targets = List.copyOf(route.candidates(null));

    @Test
    void offersAllThatAreHealthy() {
        assertThat(route.candidates(null)).hasSize(3);
    }

    @Test
    void doesNotOfferTheOneThatWasTried() {
        assertThat(route.candidates(targets.get(1))).containsExactly(targets.get(0), targets.get(2));
        assertThat(route(1).candidates(null)).hasSize(1);
    }

    @Test
    void offersNoneInsteadOfTheOnlyOneThatWasTried() {
        var alone = route(1);

        assertThat(alone.candidates(alone.candidates(null).get(0))).isEmpty();
    }

    @Test
    void offersNoneWithoutNodes() {
        assertThat(route(0).candidates(null)).isEmpty();
    }

    @Test
    void ejectsAfterThreeFailedConnectsInARow() {
        var sick = targets.get(0);
        sick.connectFailed();
        sick.connectFailed();
        assertThat(route.candidates(null)).contains(sick);

        sick.connectFailed();
        assertThat(route.candidates(null)).containsExactly(targets.get(1), targets.get(2));
        assertThat(route.candidates(targets.get(1))).containsExactly(targets.get(2));
    }

    @Test
    void countsOnlyFailuresInARow() {
        var shaky = targets.get(0);
        shaky.connectFailed();
        shaky.connectFailed();
        shaky.connected();
        shaky.connectFailed();
        shaky.connectFailed();

        assertThat(route.candidates(null)).contains(shaky);
    }

    @Test
    void anEjectionPasses() {
        var sick = targets.get(0);
        eject(sick);

        var now = System.nanoTime();
        assertThat(sick.ejected(now)).isTrue();
        assertThat(sick.ejected(now + TimeUnit.SECONDS.toNanos(10))).isFalse();
    }

    @Test
    void anEjectionNeverLeavesARequestWithoutATarget() {
        targets.forEach(RouteTest::eject);
        assertThat(route.candidates(null)).containsExactlyElementsOf(targets);
        assertThat(route.candidates(targets.get(0))).containsExactly(targets.get(1), targets.get(2));
    }

    @Test
    void offersAnEjectedTargetIfAllOthersAreDown() {
        eject(targets.get(0));
        targets.get(1).state(false);
        targets.get(2).state(false);

        assertThat(route.candidates(null)).containsExactly(targets.get(0));
    }

    @Test
    void offersNoneIfAllAreDown() {
        targets.forEach(target -> target.state(false));

        assertThat(route.candidates(null)).isEmpty();
    }

    @Test
    void countsWhatIsInFlight() {
        var target = targets.get(0);
        target.begin();
        target.begin();
        target.end();

        assertThat(target.inFlight()).isOne();
    }

    private static void eject(Target target) {
        target.connectFailed();
        target.connectFailed();
        target.connectFailed();
    }

    private static Route route(int nodes) {
        return Route.of(
                new App(
                        AppId.fresh(),
                        "shop",
                        new UserId("owner"),
                        Instant.EPOCH,
                        1,
                        IntStream.rangeClosed(1, nodes)
                                .mapToObj(port -> new Node(
                                        NodeId.fresh(),
                                        new Endpoint("n", port),
                                        "/",
                                        NodeState.UP,
                                        Instant.EPOCH,
                                        null))
                                .toList()),
                null);
    }
}
