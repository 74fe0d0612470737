package balanza.balancer.routing;

import balanza.contract.AppSettings;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import java.util.function.LongSupplier;

/**
 * What an app has under way in this process: requests in flight, those that wait for room, and how many second attempts it
 * may still make. It outlives the app's routes. Shared by the event loops.
 */
public final class AppLoad {
    private static final AtomicIntegerFieldUpdater<AppLoad> IN_FLIGHT =
            AtomicIntegerFieldUpdater.newUpdater(AppLoad.class, "inFlight");

    private final LongSupplier clock;
    private final WaitingLine line = new WaitingLine();
    private final RetryBudget budget = new RetryBudget();

    private volatile int inFlight;
    private volatile int queue;
    private volatile long slowStart;
    private volatile List<Target> targets = List.of();

    AppLoad(LongSupplier clock) {
        this.clock = clock;
    }

    /** Attempts that are on their way now, to whatever node. */
    public int inFlight() {
        return inFlight;
    }

    /** Requests that wait for room now. */
    public int waiting() {
        return line.length();
    }

    /**
     * Lines up a request that found everything {@link Pick.Full}. Room that came free since then is not missed.
     *
     * @param waiter has its turn once room comes free, perhaps before this returns; whoever lines it up takes it out again
     *     by {@link #leave} when it has waited for {@link Route#queueWait}, or its client has gone
     * @return {@code false} if the line is as long as it may be, and the waiter is not in it
     */
    public boolean enqueue(Waiter waiter) {
        return line.enter(waiter, queue);
    }

    /**
     * Takes a waiter out of the line.
     *
     * @return {@code false} if it is not in it any more: it has had its turn, and what it took must be used or ended
     */
    public boolean leave(Waiter waiter) {
        return line.leave(waiter);
    }

    /**
     * Takes one second attempt out of the budget. Attempts of which nothing was sent need not ask.
     *
     * @return whether there was one left
     */
    public boolean mayRetry() {
        return budget.take(clock.getAsLong());
    }

    /** The app is now so, with these targets. */
    void configure(AppSettings settings, RouteDefaults defaults, List<Target> current) {
        Integer ownQueue = settings.limits().queue();
        Integer ownPercent = settings.retry().budgetPercent();
        slowStart = TimeUnit.SECONDS.toNanos(settings.slowStartSeconds());
        queue = ownQueue == null ? defaults.queue() : ownQueue;
        budget.allows(ownPercent == null ? defaults.budgetPercent() : ownPercent, defaults.budgetPerSecond());
        targets = current;
    }

    /** What its targets go by. */
    LongSupplier clock() {
        return clock;
    }

    /** How long a target that has just come (back) takes to have all of its share, in nanoseconds. */
    long slowStart() {
        return slowStart;
    }

    /** Counts an attempt, if that leaves no more than {@code limit}. */
    boolean tryBegin(int limit) {
        return Counting.upTo(limit, IN_FLIGHT, this);
    }

    /** A request, not a repeated one, was let in. */
    void letIn(long now) {
        budget.request(now);
    }

    /** An attempt is over. */
    void end() {
        IN_FLIGHT.decrementAndGet(this);
        room();
    }

    /** Room may have come free. */
    void room() {
        line.room();
    }

    /** Whether another target could do what {@code target} does. */
    boolean hasAnother(Target target, long now) {
        return targets.stream()
                .anyMatch(other -> other != target && other.takesNew() && other.healthy(now) && !other.ejected(now));
    }
}
