package balanza.runtime;

import com.hazelcast.config.AdvancedNetworkConfig;
import com.hazelcast.config.Config;
import com.hazelcast.config.JoinConfig;
import com.hazelcast.config.MultiMapConfig.ValueCollectionType;
import com.hazelcast.config.ServerSocketEndpointConfig;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxBuilder;
import io.vertx.core.VertxOptions;
import io.vertx.core.eventbus.EventBusOptions;
import io.vertx.core.http.ClientAuth;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.spi.cluster.hazelcast.HazelcastClusterManager;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;

/**
 * How processes find one another: Hazelcast over TCP, only at the addresses that are named, and the event bus on a port of
 * its own.
 *
 * @param host this process's own address, or a name of it
 * @param port nothing for the first free one from {@value #FIRST_PORT} on, as one wants it on one machine
 * @param members {@code host:port} of Hazelcast, of at least those that start first; this process may be among them
 * @param busPublicHost where the others reach this process's bus
 * @param tls the event bus's certificate, key and authority, PEM files; nothing for plain TCP
 */
record Cluster(
        String host,
        Optional<Integer> port,
        List<String> members,
        String busHost,
        int busPort,
        Optional<String> busPublicHost,
        Optional<BusTls> tls) {

    private static final int FIRST_PORT = 5701;

    /** PEM files; every process shows its certificate and checks the others' against the authority. */
    record BusTls(String certificate, String key, String authority) {}

    static Cluster from(Env env) {
        return new Cluster(
                env.text("CLUSTER_HOST", "127.0.0.1"),
                env.whole("CLUSTER_PORT", 1, 65535),
                List.of(env.text("CLUSTER_MEMBERS", "127.0.0.1:5701,127.0.0.1:5702,127.0.0.1:5703,127.0.0.1:5704")
                        .split("\\s*,\\s*")),
                env.text("BUS_HOST", "127.0.0.1"),
                env.whole("BUS_PORT", 0, 0, 65535),
                env.text("BUS_PUBLIC_HOST"),
                busTls(env));
    }

    private static Optional<BusTls> busTls(Env env) {
        Optional<String> certificate = env.text("BUS_TLS_CERT");
        Optional<String> key = env.text("BUS_TLS_KEY");
        Optional<String> authority = env.text("BUS_TLS_CA");
        if (certificate.isPresent() && key.isPresent() && authority.isPresent()) {
            return Optional.of(new BusTls(certificate.get(), key.get(), authority.get()));
        }
        if (certificate.isPresent() || key.isPresent() || authority.isPresent()) {
            env.mistake("BUS_TLS_CERT", "incomplete", "BUS_TLS_CERT, BUS_TLS_KEY and BUS_TLS_CA together, or none");
        }
        return Optional.empty();
    }

    /** @param options to which those of the event bus are added */
    Future<Vertx> join(VertxBuilder builder, VertxOptions options) {
        EventBusOptions bus = new EventBusOptions().setHost(busHost).setPort(busPort);
        busPublicHost.ifPresent(bus::setClusterPublicHost);
        tls.ifPresent(files -> bus.setSsl(true)
                .setClientAuth(ClientAuth.REQUIRED)
                .setKeyCertOptions(
                        new PemKeyCertOptions().addCertPath(files.certificate()).addKeyPath(files.key()))
                .setTrustOptions(new PemTrustOptions().addCertPath(files.authority())));
        return builder.with(options.setEventBusOptions(bus))
                .withClusterManager(new HazelcastClusterManager(hazelcast()))
                .buildClustered();
    }

    private Config hazelcast() {
        Config config = new Config()
                .setClusterName("balanza")
                .setProperty("hazelcast.shutdownhook.enabled", "false") // Vert.x closes it, after the verticles.
                .setProperty("hazelcast.phone.home.enabled", "false")
                .setProperty("hazelcast.socket.bind.any", "false")
                .setProperty("hazelcast.logging.type", "slf4j")
                // It knows the members and who listens to what: it needs no threads for more, nor memory for figures of
                // itself.
                .setProperty("hazelcast.io.thread.count", "1")
                .setProperty("hazelcast.event.thread.count", "1")
                .setProperty("hazelcast.metrics.enabled", "false")
                .setProperty("hazelcast.health.monitoring.level", "OFF")
                .setProperty("hazelcast.wait.seconds.before.join", "1")
                .setProperty("hazelcast.max.join.seconds", "30")
                // A frozen process is given up after 10 s instead of 60, a healed split merges in 5 s instead of 300.
                .setProperty("hazelcast.heartbeat.interval.seconds", "1")
                .setProperty("hazelcast.max.no.heartbeat.seconds", "10")
                .setProperty("hazelcast.merge.first.run.delay.seconds", "5")
                .setProperty("hazelcast.merge.next.run.delay.seconds", "5");
        // Who listens to what, as Vert.x's own file has it; that one would be read with all that Java has for XML.
        config.getMultiMapConfig("__vertx.subs").setValueCollectionType(ValueCollectionType.SET);
        config.setAdvancedNetworkConfig(network());
        return config;
    }

    /** For members only: no client of Hazelcast's is answered, nor what would answer it loaded. */
    private AdvancedNetworkConfig network() {
        ServerSocketEndpointConfig socket = new ServerSocketEndpointConfig()
                .setPort(port.orElse(FIRST_PORT))
                .setPortAutoIncrement(port.isEmpty());
        socket.getInterfaces().clear().addInterface(address()).setEnabled(true);
        JoinConfig join = new JoinConfig();
        join.getMulticastConfig().setEnabled(false);
        join.getAutoDetectionConfig().setEnabled(false);
        // Of members that start together one claims to be the first after this time, and the others must still be
        // looking for it then: far less than max.join.seconds, or they give up and exit.
        join.getTcpIpConfig().setEnabled(true).setConnectionTimeoutSeconds(2).setMembers(members);
        return new AdvancedNetworkConfig()
                .setEnabled(true)
                .setMemberEndpointConfig(socket)
                .setJoin(join);
    }

    /** Hazelcast takes addresses only; a container knows itself by name. */
    private String address() {
        try {
            return InetAddress.getByName(host).getHostAddress();
        } catch (UnknownHostException e) {
            throw new IllegalStateException("CLUSTER_HOST: " + host + " (expected: an address of this machine)", e);
        }
    }
}
