package balanza.e2e.site;

import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/** The sites that test classes share, each started when first asked for and ended with the tests' JVM. */
public final class Sites {
    private static final Duration FIRST_SIGN_UP = Duration.ofSeconds(20);
    private static final Map<Site, Tenant> TENANTS = new ConcurrentHashMap<>();

    private Sites() {}

    /** Everything in one process. */
    public static OneJvm oneJvm() {
        return One.SITE;
    }

    /** Four services in a cluster. */
    public static FourJvms fourJvms() {
        return Four.SITE;
    }

    /** A user that tests share, where it does not matter who asks. */
    public static Tenant tenantOf(Site site) {
        return Objects.requireNonNull(TENANTS.get(site));
    }

    private static final class One {
        static final OneJvm SITE = atExitClosed(OneJvm.open("one-jvm", Map.of()));
    }

    private static final class Four {
        static final FourJvms SITE = atExitClosed(FourJvms.open("four-jvms"));
    }

    /** With a user already: on a busy machine five JVMs that have just started may be too slow for the first sign-up. */
    private static <S extends Site> S atExitClosed(S site) {
        Runtime.getRuntime().addShutdownHook(new Thread(site::close, "close"));
        Poll.until(FIRST_SIGN_UP, () -> TENANTS.put(site, site.client().newTenant()));
        return site;
    }
}
