package balanza.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import balanza.e2e.site.Client;
import balanza.e2e.site.FourJvms;
import balanza.e2e.site.Poll;
import io.vertx.core.http.HttpMethod;
import java.time.Duration;
import java.util.List;

/** A restart of two balancers behind something in front, one after the other. */
record RollingBalancers(FourJvms site, Front front) {
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final int GETS_PER_SECOND = 200;
    private static final int POSTS_PER_SECOND = 100;

    /** Restarts both, under 300 requests a second to an app. */
    List<Outcomes> restart(String app) {
        site.balancers().forEach(this::awaitUse);
        List<Arrivals> load = front.choosesByRequest()
                ? List.of(
                        Arrivals.gets(List.of(front.client()), app, GETS_PER_SECOND),
                        Arrivals.posts(List.of(front.client()), app, POSTS_PER_SECOND))
                : List.of(
                        Arrivals.onFreshConnections(HttpMethod.GET, front.client(), app, GETS_PER_SECOND),
                        Arrivals.onFreshConnections(HttpMethod.POST, front.client(), app, POSTS_PER_SECOND));

        restart(FourJvms.BALANCER, site.balancers().get(0));
        restart(FourJvms.OTHER_BALANCER, site.balancers().get(1));

        return load.stream().map(Arrivals::end).toList();
    }

    private void restart(String name, Client balancer) {
        assertThat(site.terminate(name)).isZero();
        site.start(name);
        site.awaitReady(name);
        awaitUse(balancer);
    }

    private void awaitUse(Client balancer) {
        Poll.until(LIMIT, () -> assertThat(front.uses(balancer)).isTrue());
    }
}
