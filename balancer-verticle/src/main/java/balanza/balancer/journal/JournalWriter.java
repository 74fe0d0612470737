package balanza.balancer.journal;

import balanza.bus.Bus;
import balanza.bus.Deadline;
import balanza.contract.ApiException;
import balanza.contract.AppId;
import balanza.contract.LogBucket;
import balanza.contract.RegistryRequest.StoreLogs;
import balanza.contract.ServedRequest;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes the journal to the registry, in batches, one at a time. A batch that got no answer is sent again as it is; its
 * buckets' ids make that harmless. Deployed on a worker thread, as writing ten thousand records as JSON takes its time.
 */
public final class JournalWriter extends VerticleBase {
    private static final Logger LOG = LoggerFactory.getLogger(JournalWriter.class);
    private static final Duration INTERVAL = Duration.ofSeconds(1);
    private static final Duration STORE_TIMEOUT = Duration.ofSeconds(4);
    private static final int BATCH_RECORDS = 5_000;
    /** So that a batch of long paths is not too slow for the store's timeouts; it would keep all others from going. */
    private static final long BATCH_CHARACTERS = 2L * 1_024 * 1_024;

    private final Bus bus;
    private final Journal journal;
    private final String balancer = UUID.randomUUID().toString();

    private @Nullable StoreLogs unanswered;
    private Future<?> sending = Future.succeededFuture();
    private boolean stopping;
    private int parts;

    /** What a bucket is of; requests that no node answered have their own, as most readers do not want them. */
    private record Kind(AppId app, boolean answered) {}

    public JournalWriter(Bus bus, Journal journal) {
        this.bus = bus;
        this.journal = journal;
    }

    @Override
    public Future<?> start() {
        vertx.setPeriodic(INTERVAL.toMillis(), timer -> write());
        return Future.succeededFuture();
    }

    /** Writes what is left; what cannot be written now is lost. */
    @Override
    public Future<?> stop() {
        stopping = true; // Not beside the batch that is on its way, or that one would be counted twice.
        return sending.transform(over -> sendRest()).otherwiseEmpty();
    }

    /** No chain of futures: under steady load one batch follows another for days. */
    private void write() {
        if (!stopping && sending.isComplete()) {
            sending = send();
            sending.onSuccess(sent -> {
                if (journal.has(BATCH_RECORDS, BATCH_CHARACTERS)) {
                    write();
                }
            });
        }
    }

    private Future<?> sendRest() {
        return journal.waiting() == 0 ? Future.succeededFuture() : send().compose(sent -> sendRest());
    }

    private Future<?> send() {
        StoreLogs batch = unanswered != null ? unanswered : nextBatch();
        if (batch.buckets().isEmpty()) {
            return Future.succeededFuture();
        }
        unanswered = batch;
        return bus.ask(batch, Deadline.in(STORE_TIMEOUT))
                .onSuccess(answer -> settle(answer.records(), answer.refused()))
                .onFailure(failure -> giveUpUnlessItPasses(batch, failure));
    }

    private void settle(int stored, int dropped) {
        unanswered = null;
        journal.settle(stored, dropped);
    }

    /** A batch that the registry will never take must not keep the later ones waiting. */
    private void giveUpUnlessItPasses(StoreLogs batch, Throwable failure) {
        if (failure instanceof ApiException told && told.error().passes()) {
            return;
        }
        int records = batch.buckets().stream()
                .mapToInt(bucket -> bucket.records().size())
                .sum();
        LOG.error("{} log records are dropped: {}", records, failure.getMessage());
        settle(0, records);
    }

    private StoreLogs nextBatch() {
        Map<Kind, List<ServedRequest>> byKind = new LinkedHashMap<>();
        for (Journal.Entry entry : journal.take(BATCH_RECORDS, BATCH_CHARACTERS)) {
            Kind kind = new Kind(entry.app(), entry.record().answered());
            byKind.computeIfAbsent(kind, none -> new ArrayList<>()).add(entry.record());
        }
        List<LogBucket> buckets = new ArrayList<>();
        byKind.forEach((kind, records) -> addBuckets(kind.app(), records, buckets));
        return new StoreLogs(buckets);
    }

    private void addBuckets(AppId app, List<ServedRequest> records, List<LogBucket> buckets) {
        long second = System.currentTimeMillis() / 1_000;
        for (int from = 0; from < records.size(); from += LogBucket.MAX_RECORDS) {
            int to = Math.min(from + LogBucket.MAX_RECORDS, records.size());
            buckets.add(new LogBucket(app, balancer, second, parts++, records.subList(from, to)));
        }
    }
}
