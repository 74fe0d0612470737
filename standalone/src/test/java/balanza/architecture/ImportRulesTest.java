package balanza.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.equivalentTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleName;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.net.InetAddress;

/** Who may import what. */
@AnalyzeClasses(packages = "balanza", importOptions = DoNotIncludeTests.class)
class ImportRulesTest {
    private static final String CONTRACT = "balanza.contract";
    private static final String RECORDS = "balanza.records";
    private static final String BUS = "balanza.bus";
    private static final String FEED = "balanza.feed";
    private static final String RUNTIME = "balanza.runtime";
    private static final String NAMES = "balanza.names";
    private static final String FORWARD = "balanza.balancer.forward";
    private static final String ROUTING = "balanza.balancer.routing";
    private static final String JOURNAL = "balanza.balancer.journal";
    private static final String WIRE = "balanza.balancer.wire";
    private static final String DRAIN = "balanza.balancer.drain";
    private static final String TLS = "balanza.balancer.tls";
    private static final String LANE = "balanza.balancer.lane";

    @ArchTest
    static final ArchRule CONTRACT_IS_PLAIN_JAVA = classes()
            .that()
            .resideInAPackage(CONTRACT)
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(CONTRACT, "java..", "com.fasterxml.jackson.annotation", "org.jspecify..");

    @ArchTest
    static final ArchRule RECORDS_KNOWS_THE_CONTRACT = of(RECORDS).mayUse(CONTRACT);

    @ArchTest
    static final ArchRule RECORDS_NEEDS_NO_MORE_THAN_JAVA = classes()
            .that()
            .resideInAPackage(RECORDS)
            .should()
            .onlyDependOnClassesThat(ours().or(resideInAnyPackage("java..", "org.jspecify..")));

    @ArchTest
    static final ArchRule BUS_KNOWS_THE_CONTRACT = of(BUS).mayUse(CONTRACT);

    @ArchTest
    static final ArchRule BUS_NEEDS_NO_MORE_THAN_VERTX_CORE = of(BUS).stayWith("com.fasterxml.jackson..");

    @ArchTest
    static final ArchRule FEED_KNOWS_CONTRACT_AND_BUS = of(FEED).mayUse(CONTRACT, BUS);

    @ArchTest
    static final ArchRule FEED_NEEDS_NO_MORE_THAN_VERTX_CORE = of(FEED).stayWith();

    @ArchTest
    static final ArchRule NAMES_KNOWS_THE_CONTRACT = of(NAMES).mayUse(CONTRACT);

    @ArchTest
    static final ArchRule NAMES_NEEDS_NO_MORE_THAN_VERTX_CORE = of(NAMES).stayWith();

    /** The proxies that are trusted are addresses, which Java reads by the same call. */
    @ArchTest
    static final ArchRule ONLY_NAMES_LOOKS_UP_THE_HOSTS_OF_NODES = noClasses()
            .that(resideInAnyPackage("balanza.monitor..", "balanza.balancer..")
                    .and(not(topLevel("TrustedProxies")))
                    .and(not(topLevel("PortAddress")))) // Where this process listens itself.
            .should()
            .callMethodWhere(
                    target(owner(equivalentTo(InetAddress.class))).and(target(nameMatching("get(All)?ByName"))));

    @ArchTest
    static final ArchRule RUNTIME_KNOWS_NOBODY = of(RUNTIME).mayUse();

    /** Netty is for the two transports that are mended, see below. */
    @ArchTest
    static final ArchRule RUNTIME_NEEDS_NO_MORE_THAN_THE_CLUSTER_MANAGER = of(RUNTIME)
            .stayWith("com.hazelcast..", "io.vertx.spi.cluster.hazelcast..", "javax.net.ssl..", "io.netty..");

    @ArchTest
    static final ArchRule AUTH_KNOWS_NO_OTHER_SERVICE = of("balanza.auth..").mayUse(CONTRACT, BUS, RUNTIME);

    @ArchTest
    static final ArchRule REGISTRY_KNOWS_NO_OTHER_SERVICE =
            of("balanza.registry..").mayUse(CONTRACT, RECORDS, BUS, RUNTIME);

    @ArchTest
    static final ArchRule MONITOR_KNOWS_NO_OTHER_SERVICE =
            of("balanza.monitor..").mayUse(CONTRACT, BUS, FEED, NAMES, RUNTIME);

    @ArchTest
    static final ArchRule BALANCER_KNOWS_NO_OTHER_SERVICE =
            of("balanza.balancer..").mayUse(CONTRACT, RECORDS, BUS, FEED, NAMES, RUNTIME);

    @ArchTest
    static final ArchRule FORWARD_CANNOT_EVEN_NAME_THE_BUS = of(FORWARD).mayUse(ROUTING, WIRE, NAMES, CONTRACT);

    @ArchTest
    static final ArchRule FORWARD_DOES_WITHOUT_VERTX_WEB = noClasses()
            .that()
            .resideInAPackage(FORWARD)
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.vertx.ext.web..");

    @ArchTest
    static final ArchRule ROUTING_KNOWS_THE_CONTRACT = classes()
            .that()
            .resideInAPackage(ROUTING)
            .and(not(topLevel("TableSync")))
            .should()
            .onlyDependOnClassesThat(not(ours()).or(resideInAnyPackage(ROUTING, CONTRACT)));

    @ArchTest
    static final ArchRule TABLE_SYNC_ALSO_KNOWS_THE_BUS = of(ROUTING).mayUse(CONTRACT, BUS, FEED);

    @ArchTest
    static final ArchRule JOURNAL_PACKS_RECORDS_AND_SENDS_THEM = of(JOURNAL).mayUse(CONTRACT, RECORDS, BUS);

    /** The control calls are behind the door, not the door behind them. */
    @ArchTest
    static final ArchRule HTTP_DOES_NOT_KNOW_THE_CONTROL_CALLS =
            of("balanza.balancer.http").mayUse(FORWARD, ROUTING, WIRE, JOURNAL, TLS, CONTRACT);

    @ArchTest
    static final ArchRule WIRE_KNOWS_THE_CONTRACT = of(WIRE).mayUse(CONTRACT);

    @ArchTest
    static final ArchRule DRAIN_ASKS_THE_BALANCERS = of(DRAIN).mayUse(ROUTING, CONTRACT, BUS);

    @ArchTest
    static final ArchRule TLS_KNOWS_NOBODY = of(TLS).mayUse();

    @ArchTest
    static final ArchRule LANE_STAYS_IN_THE_DATA_PLANE =
            of(LANE).mayUse(FORWARD, ROUTING, WIRE, JOURNAL, NAMES, CONTRACT).allowEmptyShould(true);

    /** The embedded store's library hands out Netty's channels, and two of its transports are mended. */
    @ArchTest
    static final ArchRule ONLY_WIRE_AND_LANE_TOUCH_NETTY = noClasses()
            .that(not(resideInAnyPackage(WIRE, LANE, "balanza.standalone"))
                    .and(not(topLevel("AcceptingLoops")))
                    .and(not(topLevel("EpollMended")))
                    .and(not(topLevel("IoUringMended")))
                    .and(not(topLevel("MendedTransport"))))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.netty..");

    /** The bus needs the cluster manager to learn whether the cluster still knows it, and Vert.x shows it nowhere else. */
    @ArchTest
    static final ArchRule ONLY_WIRE_AND_LANE_TOUCH_THE_INSIDE_OF_VERTX = noClasses()
            .that(not(resideInAnyPackage(WIRE, LANE))
                    .and(not(topLevel("Ears")))
                    .and(not(topLevel("EpollMended")))
                    .and(not(topLevel("IoUringMended"))))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.vertx.core.impl..", "io.vertx.core.internal..", "io.vertx.core.net.impl..");

    @ArchTest
    static final ArchRule NO_CYCLES = slices().matching("balanza.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule ONLY_THE_BUS_USES_THE_EVENT_BUS = noClasses()
            .that()
            .resideOutsideOfPackage(BUS)
            .should()
            .dependOnClassesThat(resideInAnyPackage("io.vertx.core.eventbus..")
                    .and(not(simpleName("EventBusOptions")))); // Cluster says where it listens.

    @ArchTest
    static final ArchRule ONLY_STORES_KNOW_MONGO_DOCUMENTS = noClasses()
            .that(not(resideInAnyPackage("balanza.registry").and(topLevel("\\w*(Store\\w*|Document|Service|Config)"))))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.vertx.ext.mongo..", "com.mongodb..", "org.bson..");

    private static Room of(String room) {
        return new Room(room);
    }

    private static DescribedPredicate<JavaClass> ours() {
        return resideInAnyPackage("balanza..");
    }

    private static DescribedPredicate<JavaClass> topLevel(String name) {
        return DescribedPredicate.describe(name, type -> type.getName().matches(".*\\." + name + "(\\$.*)?"));
    }

    /** A package, with those below it where it says so. */
    private record Room(String name) {
        /** Of our own packages only these and itself. */
        ArchRule mayUse(String... others) {
            return classes()
                    .that()
                    .resideInAPackage(name)
                    .should()
                    .onlyDependOnClassesThat(
                            not(ours()).or(resideInAnyPackage(name)).or(resideInAnyPackage(others)));
        }

        /** Of all others only Java, Vert.x core, the logging interface, and these. */
        ArchRule stayWith(String... others) {
            return classes()
                    .that()
                    .resideInAPackage(name)
                    .should()
                    .onlyDependOnClassesThat(
                            ours().or(resideInAnyPackage("java..", "io.vertx.core..", "org.slf4j..", "org.jspecify.."))
                                    .or(resideInAnyPackage(others)));
        }
    }
}
