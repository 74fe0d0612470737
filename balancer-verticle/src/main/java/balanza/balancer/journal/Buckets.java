package balanza.balancer.journal;

import balanza.contract.AppId;
import balanza.contract.LogBucket;
import balanza.records.PackWriter;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;

/** Records packed into buckets: some of them open, the others closed and waiting to be sent. Of one thread. */
final class Buckets {
    /** What a bucket is of; requests that no node answered have their own, as most readers do not want them. */
    private record Kind(AppId app, boolean answered) {}

    private final String balancer;
    private final Map<Kind, PackWriter> open = new LinkedHashMap<>();
    private final Queue<LogBucket> closed = new ArrayDeque<>();
    private long closedBytes;
    private int parts;

    /** @param balancer the process that served them */
    Buckets(String balancer) {
        this.balancer = balancer;
    }

    void add(Entry entry) {
        Kind kind = new Kind(entry.app(), entry.record().answered());
        PackWriter pack = open.computeIfAbsent(kind, none -> new PackWriter());
        pack.add(entry.record());
        if (!pack.hasRoom()) {
            open.remove(kind);
            close(kind, pack);
        }
    }

    /** Closes all that are open. */
    void close() {
        open.forEach(this::close);
        open.clear();
    }

    /** Whether so many are closed, or so many bytes. */
    boolean has(int buckets, long bytes) {
        return closed.size() >= buckets || closedBytes >= bytes;
    }

    /** How many there are, open or closed. */
    int count() {
        return open.size() + closed.size();
    }

    /**
     * Hands over closed buckets.
     *
     * @param buckets the most to hand over
     * @param bytes once these have so many, no more are handed over
     */
    List<LogBucket> take(int buckets, long bytes) {
        List<LogBucket> taken = new ArrayList<>();
        long takenBytes = 0;
        while (taken.size() < buckets && takenBytes < bytes && !closed.isEmpty()) {
            LogBucket bucket = closed.remove();
            taken.add(bucket);
            takenBytes += bucket.records().length();
        }
        closedBytes -= takenBytes;
        return taken;
    }

    private void close(Kind kind, PackWriter pack) {
        long second = System.currentTimeMillis() / 1_000;
        LogBucket bucket = pack.bucket(kind.app(), balancer, second, parts++);
        closed.add(bucket);
        closedBytes += bucket.records().length();
    }
}
