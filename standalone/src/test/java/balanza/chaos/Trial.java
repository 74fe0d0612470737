package balanza.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import balanza.e2e.site.Client;
import balanza.e2e.site.LedgerProgram;
import balanza.e2e.site.Poll;
import balanza.e2e.site.TestNode;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An app under 300 requests a second, two thirds of them GETs, and another app beside it. First all is well; then one of the
 * first app's nodes fails.
 */
final class Trial {
    private static final Logger LOG = LoggerFactory.getLogger(Trial.class);
    private static final int GETS_PER_SECOND = 200;
    private static final int POSTS_PER_SECOND = 100;
    private static final int OTHERS_PER_SECOND = 100;
    private static final Duration WARM_UP = Duration.ofSeconds(1);
    private static final Duration CALM = Duration.ofSeconds(3);
    private static final long UNMOVED_MILLIS = 20;
    private static final long UNMOVED_TIMES = 3;

    private final Arrivals gets;
    private final Arrivals posts;
    private final Arrivals others;
    private final Arrivals straight;
    private final long calmFrom;
    private final long troubleFrom;

    private Trial(List<Client> doors, String app, String other, TestNode othersNode) {
        gets = Arrivals.gets(doors, app, GETS_PER_SECOND);
        posts = Arrivals.posts(doors, app, POSTS_PER_SECOND);
        others = Arrivals.gets(doors, other, OTHERS_PER_SECOND);
        straight = Arrivals.getsPastTheBalancer(othersNode, OTHERS_PER_SECOND);
        Poll.during(WARM_UP, () -> {});
        calmFrom = System.nanoTime();
        Poll.during(CALM, () -> {});
        troubleFrom = System.nanoTime();
    }

    /**
     * Sends requests both ways, to an app whose nodes are well: all that is new to a JVM takes its time when it is done for
     * the first time, and second attempts go the ordinary way, which would be new to it.
     */
    static void warmUp(List<Client> doors, String app) {
        warmUp(Arrivals.posts(doors, app, 300));
        warmUp(Arrivals.ordinaryGets(doors, app, 200));
    }

    private static void warmUp(Arrivals load) {
        Poll.during(CALM, () -> {});
        load.end().allOk();
    }

    /** Returns when the time for trouble has come. */
    static Trial of(List<Client> doors, String app, String other, TestNode othersNode) {
        return new Trial(doors, app, other, othersNode);
    }

    /** Ends it, after the trouble has lasted for a time. */
    Findings after(Duration trouble) {
        Poll.during(trouble, () -> {});
        Findings findings =
                new Findings(gets.end(), posts.end(), others.end().from(calmFrom), straight.end(), troubleFrom);
        LOG.info("{}", findings);
        return findings;
    }

    /**
     * What was found.
     *
     * @param others those to the other app, since the first app was warm
     * @param straight those to the other app's node itself, to know what the machine is up to
     * @param troubleFrom when the trouble began, by {@link System#nanoTime}
     */
    record Findings(Outcomes gets, Outcomes posts, Outcomes others, Outcomes straight, long troubleFrom) {
        /** Not one was answered otherwise than with 200. */
        Findings noGetFailed() {
            gets.allOk();
            return this;
        }

        /** What waits in vain for one node goes to another in time. */
        Findings noGetTookLongerThan(Duration limit) {
            assertThat(gets.all())
                    .filteredOn(get -> get.tookNanos() > limit.toNanos())
                    .isEmpty();
            return this;
        }

        /** None was done twice, and what was answered with 200 was done. */
        Findings noPostWasDoneTwice(List<LedgerProgram> nodes) {
            List<String> done =
                    nodes.stream().flatMap(node -> node.done().stream()).toList();
            Set<String> once = new HashSet<>();
            assertThat(done).as("done twice").filteredOn(id -> !once.add(id)).isEmpty();
            assertThat(posts.all())
                    .as("answered with 200, but not done")
                    .filteredOn(post -> post.status() == 200 && !once.contains(post.id()))
                    .isEmpty();
            return this;
        }

        /** Each was done, or its client was told that it may have been done or not. */
        Findings everyPostWasAnswered() {
            assertThat(posts.byStatus().keySet()).as("%s", posts).contains(200).isSubsetOf(200, 502, 504);
            return this;
        }

        /** The node was soon left alone, so that few requests met with its trouble. */
        Findings fewerPostsFailedThan(int limit) {
            assertThat(posts.failures().size()).as("%s", posts).isLessThan(limit);
            return this;
        }

        /** The other app noticed nothing: nothing failed, and it was as quick as before, or as its node was without us. */
        Findings otherAppUnmoved() {
            others.allOk();
            long usual = Math.max(
                    others.before(troubleFrom).p99Millis(),
                    straight.from(troubleFrom).p99Millis());
            assertThat(others.from(troubleFrom).p99Millis())
                    .as("%s", this)
                    .isLessThan(usual * UNMOVED_TIMES + UNMOVED_MILLIS);
            return this;
        }

        @Override
        public String toString() {
            return "gets " + gets + ", posts " + posts + ", the other app's p99 "
                    + others.before(troubleFrom).p99Millis() + " ms before and "
                    + others.from(troubleFrom).p99Millis() + " ms during the trouble, "
                    + straight.from(troubleFrom).p99Millis() + " ms straight from its node";
        }
    }
}
