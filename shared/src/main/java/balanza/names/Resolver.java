package balanza.names;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The addresses of hosts, by the system's own resolver. An answer is used for at most 30 s from when it was asked for; one
 * that is used in the last third of that time is renewed in the background. May be used from any thread.
 *
 * <p>The JDK keeps answers too. {@code balanza.runtime.Main} switches that off, or the two times would add up.
 */
public final class Resolver implements AutoCloseable {
    private static final Duration TIMEOUT = Duration.ofSeconds(1);
    private static final int MOST_NAMES = 100_000;

    private final Vertx vertx;
    private final LongSupplier clock;
    private final Lookups lookups;
    private final Names names;

    /** With the system's resolver and a timeout of 1 s. */
    public Resolver(Vertx vertx) {
        this(vertx, TIMEOUT, InetAddress::getAllByName);
    }

    /**
     * With a resolver of the caller's.
     *
     * @param timeout how long a caller waits for a look-up, which itself may take longer
     */
    public Resolver(Vertx vertx, Duration timeout, Lookup system) {
        this(vertx, timeout, system, () -> TimeUnit.NANOSECONDS.toMillis(System.nanoTime()), MOST_NAMES);
    }

    /** @param clock in milliseconds */
    Resolver(Vertx vertx, Duration timeout, Lookup system, LongSupplier clock, int mostNames) {
        this.vertx = vertx;
        this.clock = clock;
        this.lookups = new Lookups(system, clock, timeout);
        this.names = new Names(mostNames);
    }

    /**
     * The addresses of a host, without waiting.
     *
     * @param host in the form that {@link balanza.contract.Endpoint} gives it
     * @return at least one, without a name of its own; {@code null} if a look-up is needed
     */
    public @Nullable List<InetAddress> known(String host) {
        if (isAddress(host)) {
            return List.of(parsed(host));
        }
        Name name = names.get(host);
        if (name == null) {
            return null;
        }
        long now = clock.getAsLong();
        if (name.isDue(now)) {
            lookups.begin(name, now);
        }
        return name.addresses(now);
    }

    /**
     * The addresses of a host, looked up if need be.
     *
     * @param host in the form that {@link balanza.contract.Endpoint} gives it
     * @return at least one, without a name of its own, on the caller's context; fails with {@link UnknownHostException}
     *     if there is none, {@link TimeoutException} if the look-up takes too long, {@link RejectedExecutionException}
     *     if too many are waiting
     */
    public Future<List<InetAddress>> resolve(String host) {
        List<InetAddress> known = known(host);
        if (known != null) {
            return Future.succeededFuture(known);
        }
        Context caller = vertx.getOrCreateContext();
        Promise<List<InetAddress>> answer = Promise.promise();
        long now = clock.getAsLong();
        lookups.begin(names.of(host, now), now)
                .whenComplete((addresses, failure) -> caller.runOnContext(back -> {
                    if (failure == null) {
                        answer.complete(addresses);
                    } else {
                        answer.fail(failure);
                    }
                }));
        return answer.future();
    }

    /** Looks nothing up any more. What hangs is left to end by itself, on threads that keep no process alive. */
    @Override
    public void close() {
        lookups.close();
    }

    /** Whether a host in its canonical form is an address: no name is made of digits and dots, none has a colon. */
    public static boolean isAddress(String host) {
        if (host.indexOf(':') >= 0) {
            return true;
        }
        for (int i = 0; i < host.length(); i++) {
            char c = host.charAt(i);
            if (c != '.' && (c < '0' || c > '9')) {
                return false;
            }
        }
        return true;
    }

    private static InetAddress parsed(String address) {
        try {
            return InetAddress.getByName(address); // An address is not looked up.
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("host: " + address + " (expected: a canonical host)", e);
        }
    }

    /** What the system's resolver does; may block for as long as it likes. */
    @FunctionalInterface
    public interface Lookup {
        /**
         * Looks a name up.
         *
         * @throws UnknownHostException if it has no address
         */
        InetAddress[] of(String host) throws UnknownHostException;
    }
}
