package balanza.balancer.routing;

import org.jspecify.annotations.Nullable;

/**
 * Keeps second attempts from doubling the load of an app that is sick: there may be so many percent of the requests of the
 * last ten seconds, and in any case some each second.
 */
final class RetryBudget {
    /** {@code null} until there is a first one: most apps of a large table lie idle. */
    private volatile @Nullable RecentCount requests;

    private @Nullable RecentCount retries;
    private volatile int percent;
    private volatile int perSecond;

    void allows(int percentOfRequests, int eachSecond) {
        percent = percentOfRequests;
        perSecond = eachSecond;
    }

    void request(long now) {
        RecentCount known = requests;
        (known == null ? firstRequests(now) : known).add(now);
    }

    /** Takes one out, if there is one left. */
    synchronized boolean take(long now) {
        RecentCount taken = retries == null ? new RecentCount(now) : retries;
        retries = taken;
        if (taken.lately(now) >= perSecond && taken.total(now) * 100 >= requests(now) * percent) {
            return false;
        }
        taken.add(now);
        return true;
    }

    private long requests(long now) {
        RecentCount known = requests;
        return known == null ? 0 : known.total(now);
    }

    private synchronized RecentCount firstRequests(long now) {
        RecentCount known = requests == null ? new RecentCount(now) : requests;
        requests = known;
        return known;
    }
}
