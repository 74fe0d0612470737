package balanza.balancer.routing;

/**
 * Keeps second attempts from doubling the load of an app that is sick: there may be so many percent of the requests of the
 * last ten seconds, and in any case some each second.
 */
final class RetryBudget {
    private final RecentCount requests;
    private final RecentCount retries;
    private volatile int percent;
    private volatile int perSecond;

    RetryBudget(long now) {
        requests = new RecentCount(now);
        retries = new RecentCount(now);
    }

    void allows(int percentOfRequests, int eachSecond) {
        percent = percentOfRequests;
        perSecond = eachSecond;
    }

    void request(long now) {
        requests.add(now);
    }

    /** Takes one out, if there is one left. */
    synchronized boolean take(long now) {
        if (retries.lately(now) >= perSecond && retries.total(now) * 100 >= requests.total(now) * percent) {
            return false;
        }
        retries.add(now);
        return true;
    }
}
