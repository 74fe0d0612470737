package balanza.cluster;

import balanza.bus.Bus;
import balanza.bus.Deadline;
import balanza.contract.Event;
import balanza.contract.Request;
import balanza.e2e.site.FourJvms;
import com.hazelcast.config.Config;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.eventbus.EventBusOptions;
import io.vertx.spi.cluster.hazelcast.ConfigUtil;
import io.vertx.spi.cluster.hazelcast.HazelcastClusterManager;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A member of the cluster that speaks as the services do, and says what no service would say at that moment. */
final class Guest implements AutoCloseable {
    private static final int JOIN_SECONDS = 30;

    private final Vertx vertx;
    private final Bus bus;

    private Guest(Vertx vertx) {
        this.vertx = vertx;
        bus = new Bus(vertx);
    }

    static Guest join(FourJvms site) throws TimeoutException {
        return new Guest(Vertx.builder()
                .with(new VertxOptions().setEventBusOptions(new EventBusOptions().setHost("127.0.0.1")))
                .withClusterManager(new HazelcastClusterManager(
                        hazelcast(Arrays.asList(site.members().split(",", -1)))))
                .buildClustered()
                .await(JOIN_SECONDS, TimeUnit.SECONDS));
    }

    private static Config hazelcast(List<String> members) {
        Config config = ConfigUtil.loadConfig()
                .setClusterName("balanza")
                .setProperty("hazelcast.shutdownhook.enabled", "false")
                .setProperty("hazelcast.phone.home.enabled", "false")
                .setProperty("hazelcast.socket.bind.any", "false")
                .setProperty("hazelcast.logging.type", "slf4j")
                .setProperty("hazelcast.wait.seconds.before.join", "1");
        var network = config.getNetworkConfig().setPort(15_701).setPortAutoIncrement(true);
        network.getInterfaces().clear().addInterface("127.0.0.1").setEnabled(true);
        network.getJoin().getMulticastConfig().setEnabled(false);
        network.getJoin().getAutoDetectionConfig().setEnabled(false);
        network.getJoin().getTcpIpConfig().setEnabled(true).setMembers(members);
        return config;
    }

    <R> R ask(Request<R> request) throws TimeoutException {
        Deadline deadline = Deadline.in(Duration.ofSeconds(5));
        return bus.ask(request, deadline).await(10, TimeUnit.SECONDS);
    }

    void tell(Event event) {
        bus.tell(event);
    }

    @Override
    public void close() throws TimeoutException {
        vertx.close().await(JOIN_SECONDS, TimeUnit.SECONDS);
    }
}
