package balanza.names;

import balanza.names.Name.Answer;
import balanza.names.Name.Failure;
import balanza.names.Resolver.Lookup;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the system's resolver, which blocks, on a few threads of its own; one look-up at a time for a name. Names that were
 * answered last time have threads to themselves, so that any number of names nobody answers for cannot make the good ones
 * unknown.
 */
final class Lookups implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Lookups.class);
    private static final int THREADS = 8;
    private static final int MOST_WAITING = 1_000;
    private static final long IDLE_SECONDS = 30;
    /** More than anybody has nodes behind one name; an answer may have thousands. */
    private static final int MOST_ADDRESSES = 64;

    private final Lookup system;
    private final LongSupplier clock;
    private final Duration timeout;
    private final ExecutorService forSound = threads("names-sound-");
    private final ExecutorService forOthers = threads("names-");

    /**
     * @param clock in milliseconds
     * @param timeout how long callers wait; a look-up that takes longer goes on, and its answer is kept
     */
    Lookups(Lookup system, LongSupplier clock, Duration timeout) {
        this.system = system;
        this.clock = clock;
        this.timeout = timeout;
    }

    /** Looks a name up, unless that is being done, or was done just now: then that one's answer is this one's, too. */
    CompletionStage<List<InetAddress>> begin(Name name, long now) {
        synchronized (name) {
            CompletableFuture<List<InetAddress>> running = name.running;
            if (running != null) {
                return running;
            }
            List<InetAddress> addresses = name.addresses(now);
            if (addresses != null && !name.isDue(now)) {
                return CompletableFuture.completedFuture(addresses);
            }
            Failure failure = name.recentFailure(now);
            return failure == null ? hand(name, now) : CompletableFuture.failedFuture(failure.cause());
        }
    }

    @Override
    public void close() {
        forSound.shutdownNow();
        forOthers.shutdownNow();
    }

    private CompletableFuture<List<InetAddress>> hand(Name name, long now) {
        CompletableFuture<List<InetAddress>> answer = new CompletableFuture<>();
        try {
            (name.sound ? forSound : forOthers).execute(() -> run(name, answer));
        } catch (RejectedExecutionException full) {
            if (name.sound) { // Each request would try to renew it.
                name.failure = new Failure(full, now);
            }
            return CompletableFuture.failedFuture(full);
        }
        name.running = answer;
        return answer.orTimeout(timeout.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void run(Name name, CompletableFuture<List<InetAddress>> answer) {
        long askedAt = clock.getAsLong();
        try {
            List<InetAddress> addresses = distinct(name.host);
            synchronized (name) {
                name.answer = new Answer(addresses, askedAt);
                name.failure = null;
                name.sound = !answer.isDone();
                name.running = null;
            }
            answer.complete(addresses);
        } catch (Throwable failure) { // Also an error: if this one had no end, there would never be another.
            LOG.debug("No address for {}", name.host, failure);
            synchronized (name) {
                name.failure = new Failure(failure, clock.getAsLong());
                name.sound = false;
                name.running = null;
            }
            answer.completeExceptionally(failure);
        }
    }

    /** Without their name, by which Vert.x would tell them apart instead of by the address. */
    private List<InetAddress> distinct(String host) throws UnknownHostException {
        InetAddress[] found = system.of(host);
        if (found.length == 0) {
            throw new UnknownHostException(host);
        }
        InetAddress[] nameless = new InetAddress[found.length];
        for (int i = 0; i < found.length; i++) {
            nameless[i] = InetAddress.getByAddress(found[i].getAddress());
        }
        return Arrays.stream(nameless).distinct().limit(MOST_ADDRESSES).toList();
    }

    private static ExecutorService threads(String name) {
        AtomicInteger count = new AtomicInteger();
        ThreadPoolExecutor threads = new ThreadPoolExecutor(
                THREADS, THREADS, IDLE_SECONDS, TimeUnit.SECONDS, new ArrayBlockingQueue<>(MOST_WAITING), task -> {
                    Thread thread = new Thread(task, name + count.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                });
        threads.allowCoreThreadTimeOut(true);
        return threads;
    }
}
