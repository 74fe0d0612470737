package balanza.balancer.forward;

import java.util.concurrent.ThreadLocalRandom;

/** Gives each request an id: 16 random hexadecimal digits for the event loop, a dash, and a counter. Of one event loop. */
public final class RequestIds {
    private final String prefix =
            String.format("%016x-", ThreadLocalRandom.current().nextLong());
    private long given;

    /** The id of one more request. */
    public String next() {
        return prefix + Long.toHexString(++given);
    }
}
