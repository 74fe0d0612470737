package balanza.e2e.site;

import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;

/** Names that no other test uses, so that tests can share a site. */
public final class Unique {
    private Unique() {}

    /** Starts with {@code what}; allowed as an app's name. */
    public static String name(String what) {
        return what + "-" + Long.toString(ThreadLocalRandom.current().nextLong(1L << 40), 36);
    }

    /** In lower case. */
    public static String email() {
        return name("user").toLowerCase(Locale.ROOT) + "@example.com";
    }
}
