package balanza.balancer.journal;

import balanza.bus.Bus;
import balanza.bus.Deadline;
import balanza.contract.ApiException;
import balanza.contract.LogBucket;
import balanza.contract.RegistryRequest.StoreBuckets;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes the journal to the registry: packs records soon, which leaves little of them for the garbage collector to carry along, and sends the
 * buckets now and then, in batches, one at a time. A batch that got no answer is sent again as it is; its buckets' ids make
 * that harmless. Deployed on a worker thread, so that no event loop has to do it.
 */
public final class JournalWriter extends VerticleBase {
    private static final Logger LOG = LoggerFactory.getLogger(JournalWriter.class);
    private static final Duration PACK_INTERVAL = Duration.ofMillis(100);
    private static final Duration SEND_INTERVAL = Duration.ofSeconds(1);
    private static final Duration STORE_TIMEOUT = Duration.ofSeconds(4);
    /** A store that does 5,000 documents a second is to be done well within its timeout. */
    private static final int BATCH_BUCKETS = 1_000;
    /** Likewise, of long paths; a batch that is too slow would keep all others from going. */
    private static final long BATCH_BYTES = 1_024 * 1_024;
    /** With so many packed, the records stay in the journal, which has bounds. */
    private static final int PACKED_BUCKETS = 20 * BATCH_BUCKETS;

    private static final long PACKED_BYTES = 8 * BATCH_BYTES;
    private static final int PORTION = 1_000;
    private static final long PORTION_CHARACTERS = 256 * 1_024;

    private final Bus bus;
    private final Journal journal;
    private final Buckets buckets = new Buckets(UUID.randomUUID().toString());

    private @Nullable StoreBuckets unanswered;
    private Future<?> sending = Future.succeededFuture();
    private boolean stopping;

    public JournalWriter(Bus bus, Journal journal) {
        this.bus = bus;
        this.journal = journal;
    }

    @Override
    public Future<?> start() {
        vertx.setPeriodic(PACK_INTERVAL.toMillis(), timer -> pack());
        vertx.setPeriodic(SEND_INTERVAL.toMillis(), timer -> sendWhatThereIs());
        return Future.succeededFuture();
    }

    /** Writes what is left; what cannot be written now is lost. */
    @Override
    public Future<?> stop() {
        stopping = true; // Not beside the batch that is on its way, or that one would be counted twice.
        return sending.transform(over -> sendRest()).otherwiseEmpty();
    }

    private void pack() {
        List<Entry> portion;
        do {
            if (buckets.count() >= PACKED_BUCKETS || buckets.has(PACKED_BUCKETS, PACKED_BYTES)) {
                return;
            }
            portion = journal.take(PORTION, PORTION_CHARACTERS);
            portion.forEach(buckets::add);
        } while (!portion.isEmpty());
    }

    private void sendWhatThereIs() {
        if (!stopping && sending.isComplete()) {
            closeUnlessOneIsUnanswered();
            send();
        }
    }

    /** While the registry is away, buckets are left to grow. */
    private void closeUnlessOneIsUnanswered() {
        pack();
        if (unanswered == null) {
            buckets.close();
        }
    }

    /** No chain of futures: under steady load one batch follows another for days. */
    private void send() {
        StoreBuckets batch = nextBatch();
        if (batch.buckets().isEmpty()) {
            return;
        }
        sending = send(batch);
        sending.onSuccess(sent -> {
            if (!stopping && buckets.has(BATCH_BUCKETS, BATCH_BYTES)) {
                send();
            }
        });
    }

    private Future<?> sendRest() {
        closeUnlessOneIsUnanswered();
        StoreBuckets batch = nextBatch();
        return batch.buckets().isEmpty()
                ? Future.succeededFuture()
                : send(batch).compose(sent -> sendRest());
    }

    private StoreBuckets nextBatch() {
        return unanswered != null ? unanswered : new StoreBuckets(buckets.take(BATCH_BUCKETS, BATCH_BYTES));
    }

    private Future<?> send(StoreBuckets batch) {
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
    private void giveUpUnlessItPasses(StoreBuckets batch, Throwable failure) {
        if (failure instanceof ApiException told && told.error().passes()) {
            return;
        }
        int records = batch.buckets().stream().mapToInt(LogBucket::count).sum();
        LOG.error("{} log records are dropped: {}", records, failure.getMessage());
        settle(0, records);
    }
}
