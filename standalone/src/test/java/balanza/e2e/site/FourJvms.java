package balanza.e2e.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The store and the four services as processes of their own, in a real cluster; the balancer twice. A second one of each
 * other service is at hand, and not started unless a test does so.
 */
public final class FourJvms implements Site {
    public static final String STORE = "store";
    public static final String AUTH = "auth";
    public static final String REGISTRY = "registry";
    public static final String MONITOR = "monitor";
    public static final String BALANCER = "balancer";
    public static final String OTHER_BALANCER = "balancer-2";
    public static final String OTHER_AUTH = "auth-2";
    public static final String OTHER_REGISTRY = "registry-2";
    public static final String OTHER_MONITOR = "monitor-2";

    private static final Map<String, Jar> SERVICES = new LinkedHashMap<>();

    static {
        SERVICES.put(AUTH, Jar.AUTH);
        SERVICES.put(REGISTRY, Jar.REGISTRY);
        SERVICES.put(MONITOR, Jar.MONITOR);
        SERVICES.put(BALANCER, Jar.BALANCER);
        SERVICES.put(OTHER_BALANCER, Jar.BALANCER);
        SERVICES.put(OTHER_AUTH, Jar.AUTH);
        SERVICES.put(OTHER_REGISTRY, Jar.REGISTRY);
        SERVICES.put(OTHER_MONITOR, Jar.MONITOR);
    }

    /** In the order in which one would start them. */
    private static final List<String> USUAL = List.of(STORE, AUTH, REGISTRY, MONITOR, BALANCER, OTHER_BALANCER);

    private static final Duration START_LIMIT = Duration.ofSeconds(60);
    /** More than there are of one service. */
    private static final int IN_A_ROW = 3;

    private static final int NOBODY_THERE = 1;
    /** Enough heap for any of them, and too little to keep whole bodies; and a quick start. */
    private static final List<String> OPTIONS = List.of("-Xmx96m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");

    private final Map<String, Program> programs = new LinkedHashMap<>();
    private final Map<String, Client> health = new LinkedHashMap<>();
    private final Map<String, Client> doors = new LinkedHashMap<>();
    private final String members;
    private final int storePort = Ports.free();

    private FourJvms(Path folder) {
        Map<String, Integer> clusterPorts =
                SERVICES.keySet().stream().collect(Collectors.toMap(name -> name, name -> Ports.free()));
        members = USUAL.stream()
                .filter(clusterPorts::containsKey)
                .map(name -> "127.0.0.1:" + clusterPorts.get(name))
                .collect(Collectors.joining(","));
        programs.put(
                STORE,
                new Program(
                        STORE,
                        folder,
                        Java.command(OPTIONS, Jar.BALANZA, "store", Integer.toString(storePort)),
                        Map.of("DATA_DIR", folder.resolve("data").toString())));
        SERVICES.forEach((name, jar) -> programs.put(
                name, new Program(name, folder, Java.command(OPTIONS, jar), settings(name, clusterPorts.get(name)))));
    }

    private Map<String, String> settings(String name, int clusterPort) {
        Map<String, String> settings = new LinkedHashMap<>(Settings.with(Map.of(
                "MONGO_URI", storeUri(),
                "CLUSTER_MEMBERS", members,
                "CLUSTER_PORT", Integer.toString(clusterPort),
                "HEALTH_PORT", port(health, name))));
        if (SERVICES.get(name) == Jar.BALANCER) {
            settings.put("APP_PORT", port(doors, name));
        }
        return settings;
    }

    private static String port(Map<String, Client> clients, String name) {
        int port = Ports.free();
        clients.put(name, new Client(URI.create("http://127.0.0.1:" + port)));
        return Integer.toString(port);
    }

    /** Returns once everything is ready. */
    public static FourJvms open(String name) {
        FourJvms site = new FourJvms(OneJvm.freshFolder(name));
        try {
            site.heal();
        } catch (RuntimeException | Error e) {
            site.close();
            throw e;
        }
        return site;
    }

    /** One service by itself, with these settings and no others. */
    public static Program program(String service, String name, Map<String, String> settings) {
        return new Program(name, OneJvm.freshFolder(name), Java.command(OPTIONS, SERVICES.get(service)), settings);
    }

    /** Starts what should run and ends what should not; returns once everything is ready. */
    public void heal() {
        programs.forEach((name, program) -> {
            if (!USUAL.contains(name)) {
                program.kill();
            } else if (!program.running()) {
                program.start();
            }
        });
        USUAL.stream().filter(health::containsKey).forEach(this::awaitReady);
        for (Client door : balancers()) {
            Poll.until(START_LIMIT, () -> assertThat(door.get("/api/health").status())
                    .isEqualTo(200));
        }
        awaitChanges();
    }

    /**
     * Waits until changes go through at every front door, several times in a row: then nobody is asked any more who was
     * killed, and whoever was started has answered once, which takes a cold process longer than a call may last.
     */
    public void awaitChanges() {
        for (Client door : balancers()) {
            Poll.until(START_LIMIT, () -> {
                for (int i = 0; i < IN_A_ROW; i++) {
                    Tenant tenant = door.newTenant();
                    tenant.removeApp(tenant.newApp(NOBODY_THERE));
                }
            });
        }
    }

    /** Starts one that was killed; returns at once. */
    public void start(String... names) {
        for (String name : names) {
            programs.get(name).start();
        }
    }

    /** Waits until one says that it is ready. */
    public void awaitReady(String name) {
        try {
            Poll.until(START_LIMIT, () -> {
                programs.get(name).mustRun();
                assertThat(health.get(name).get("/ready").status()).isEqualTo(200);
            });
        } catch (AssertionError e) {
            throw new AssertionError(
                    name + " " + e.getMessage() + "\n" + programs.get(name).output(), e);
        }
    }

    /** As {@code kill -9}. */
    public void kill(String... names) {
        for (String name : names) {
            programs.get(name).kill();
        }
    }

    /** As {@code kill}; waits for the end and returns its exit code. */
    public int terminate(String name) {
        Program program = programs.get(name);
        program.askToEnd();
        return program.exitCode();
    }

    /** The names of all that usually run, in the order in which one would start them. */
    public List<String> names() {
        return USUAL;
    }

    /** Where one is asked after its health. */
    public Client health(String name) {
        return health.get(name);
    }

    /** The bytes of heap that one uses, garbage not counted. */
    public long heapBytes(String name) {
        return Heap.bytes(programs.get(name).pid());
    }

    /** How many files, sockets and the like one has open. */
    public int descriptors(String name) {
        return Descriptors.open(programs.get(name).pid());
    }

    /** Where the store listens. */
    public String storeUri() {
        return "mongodb://127.0.0.1:" + storePort;
    }

    /** {@code host:port} of all usual members of the cluster, with commas between. */
    public String members() {
        return members;
    }

    @Override
    public List<Client> balancers() {
        return List.copyOf(doors.values());
    }

    @Override
    public Figures figures(Client balancer) {
        String name = doors.entrySet().stream()
                .filter(door -> door.getValue().equals(balancer))
                .findFirst()
                .orElseThrow()
                .getKey();
        return Figures.of(health.get(name));
    }

    @Override
    public void close() {
        programs.values().forEach(Program::close);
    }
}
