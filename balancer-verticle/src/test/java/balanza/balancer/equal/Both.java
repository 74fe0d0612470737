package balanza.balancer.equal;

import static org.assertj.core.api.Assertions.assertThat;

import balanza.balancer.Balancer;
import balanza.contract.AppId;
import balanza.contract.Outcome;
import balanza.contract.ServedRequest;
import java.io.Closeable;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/**
 * Two balancers that differ in one setting only: one has its fast lane, the other has not. Each conversation is had with both,
 * and must go the same way.
 */
final class Both implements Closeable {
    private final Way lane = Way.of("on");
    private final Way ordinary = Way.of("off");
    private final Map<String, Played> played = new ConcurrentHashMap<>();
    private final ExecutorService executor = Executors.newCachedThreadPool(work -> {
        var thread = new Thread(work, "conversation");
        thread.setDaemon(true);
        return thread;
    });
    private final AtomicInteger apps = new AtomicInteger();

    private record Played(Conversation conversation, Names inLane, Names ordinarily) {}

    Both() throws IOException {}

    /** Has a conversation with both, and fails if they differ in what client and nodes see. */
    void play(Conversation conversation) throws Exception {
        var app = "app" + apps.incrementAndGet();
        try (var left = new Side(lane, conversation, executor, app);
                var right = new Side(ordinary, conversation, executor, app)) {
            var seen = executor.invokeAll(List.<Callable<Witness>>of(left::play, right::play));
            var inLane = seen.get(0).get().lines();
            var ordinarily = seen.get(1).get().lines();
            compare(
                    conversation,
                    asFarAs(ordinarily, seenToo(inLane, ordinarily)),
                    asFarAs(inLane, seenToo(ordinarily, inLane)));
            assertThat(seen.get(0).get().client()).as(conversation.toString()).doesNotContain("end: open");
            played.put(app, new Played(conversation, new Names(left), new Names(right)));
        }
    }

    /** Has all of them at the same time. */
    void play(List<Conversation> conversations) throws Exception {
        var all = conversations.stream()
                .map(conversation -> executor.submit(() -> {
                    play(conversation);
                    return conversation;
                }))
                .toList();
        for (var one : all) {
            try {
                one.get();
            } catch (ExecutionException e) {
                throw new AssertionError(e.getCause().getMessage(), e);
            }
        }
    }

    /**
     * What one side saw, but for a request that was cut and of which the other saw nothing: a reset takes with it what its
     * receiver has not read yet.
     */
    private static List<String> seenToo(List<String> lines, List<String> others) {
        boolean lost = others.stream().noneMatch(Witness::isCutRequest);
        return lines.stream()
                .filter(line -> !lost || !Witness.isCutRequest(line))
                .toList();
    }

    /**
     * What one side saw, but of a long answer that was cut no more than the other saw: what a client had not taken yet when a
     * node broke off, Vert.x drops.
     */
    private static List<String> asFarAs(List<String> others, List<String> lines) {
        return IntStream.range(0, lines.size())
                .mapToObj(i -> i < others.size() ? asFarAs(others.get(i), lines.get(i)) : lines.get(i))
                .toList();
    }

    private static String asFarAs(String other, String line) {
        return Witness.isLongCutAnswer(line) && Witness.isLongCutAnswer(other)
                ? line.substring(0, Math.min(line.length(), other.length()))
                : line;
    }

    /** Fails if the access logs differ, or if anything is still under way. */
    void judge() throws Exception {
        settle(lane.balancer());
        settle(ordinary.balancer());
        for (var app : played.keySet()) {
            judge(app, played.get(app));
        }
    }

    /** A record may be on its way yet. */
    private void judge(String app, Played talk) throws Exception {
        for (long deadline = deadline(); ; lane.balancer().get("/api/health/live")) {
            var inLane = logged(lane.balancer(), app, talk.inLane());
            var ordinarily = logged(ordinary.balancer(), app, talk.ordinarily());
            if (inLane.equals(ordinarily)) {
                return;
            }
            if (System.nanoTime() > deadline) {
                compare(talk.conversation(), inLane, ordinarily);
            }
        }
    }

    private static long deadline() {
        return System.nanoTime() + TimeUnit.SECONDS.toNanos(15);
    }

    /** How many requests went by the lane. */
    long inLane() {
        assertThat(ordinary.balancer().figure("lane_requests")).isZero();
        return lane.balancer().figure("lane_requests");
    }

    @Override
    public void close() {
        executor.shutdownNow();
        lane.close();
        ordinary.close();
    }

    private static void settle(Balancer balancer) throws Exception {
        long deadline = deadline();
        while (balancer.figure("in_flight") > 0 || balancer.figure("journal_waiting") > 0) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("still " + balancer.figure("in_flight") + " in flight and "
                        + balancer.figure("journal_waiting") + " records waiting");
            }
            balancer.get("/api/health/live");
        }
    }

    private static void compare(Conversation conversation, List<String> inLane, List<String> ordinarily) {
        var text = new StringBuilder();
        for (int i = 0; i < Math.max(inLane.size(), ordinarily.size()); i++) {
            var left = i < inLane.size() ? inLane.get(i) : "nothing";
            var right = i < ordinarily.size() ? ordinarily.get(i) : "nothing";
            if (!left.equals(right)) {
                text.append("\n    in the lane    ").append(Text.shown(left));
                text.append("\n    ordinarily     ").append(Text.shown(right));
            }
        }
        if (!text.isEmpty()) {
            throw new AssertionError(conversation + "\n  differs:" + text);
        }
    }

    /** In order, but for those that no node answered: they are kept apart. */
    private static List<String> logged(Balancer balancer, String app, Names names) {
        return balancer.logged(new AppId(app)).stream()
                .sorted(Comparator.comparing(record -> !record.answered()))
                .map(record -> "log  " + names.in(line(record)))
                .toList();
    }

    private static String line(ServedRequest record) {
        var attempts = record.attempts().stream()
                .map(attempt -> attempt.node() + " " + attempt.outcome())
                .toList();
        return record.method() + " " + record.path() + " " + record.endPoint() + " " + record.responseCode() + " "
                + bytes(record) + " " + attempts + " " + record.reason();
    }

    private static String bytes(ServedRequest record) {
        return record.reason() == Outcome.RESET && record.bytes() > NodeTurn.WINDOW ? "many" : "" + record.bytes();
    }
}
