package balanza.standalone;

import de.bwaldvogel.mongo.backend.h2.H2Backend;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.MongoServerError;
import de.bwaldvogel.mongo.exception.MongoServerException;
import de.bwaldvogel.mongo.wire.message.MongoMessage;
import io.netty.channel.Channel;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;

/**
 * Answers commands; a command that may write is answered only once the file has what it wrote.
 *
 * <p>Writes come one at a time and each is one commit: a document and its index entries are separate maps of the file,
 * and a commit made half-way through another client's write would, after a kill, leave one without the other. For the
 * same reason the file's own background commits are off. Reads wait for a write to be in the file, so that none tells of
 * something a kill could still undo.
 */
final class DurableBackend extends H2Backend {

    /** Everything else is taken for a write: a needless commit costs nothing, a missed one costs data. */
    private static final Set<String> READS = Set.of(
            "find",
            "getmore",
            "count",
            "distinct",
            "aggregate",
            "listcollections",
            "listindexes",
            "killcursors",
            "endsessions",
            "hello",
            "ismaster",
            "buildinfo",
            "serverstatus",
            "ping");

    private final ReadWriteLock lock = new ReentrantReadWriteLock(true);
    private final StoreFile file;

    DurableBackend(StoreFile file) {
        super(file.store());
        this.file = file;
    }

    /** As the library's, except that a refused command (a duplicate key, say) is an answer and not an error in the log. */
    @Override
    public Document handleMessage(MongoMessage message) {
        try {
            return super.handleMessage(message);
        } catch (MongoServerException e) {
            return refusal(e);
        }
    }

    private static Document refusal(MongoServerException e) {
        var refusal = new Document("ok", 0).append("errmsg", e.getMessageWithoutErrorCode());
        if (e instanceof MongoServerError error) {
            refusal.append("code", error.getCode());
            refusal.putIfNotNull("codeName", error.getCodeName());
        }
        return refusal;
    }

    /** Every command comes through here, those of {@link #handleMessage} too; the reply is sent after this returns. */
    @Override
    public Document handleCommand(Channel channel, String database, String command, Document query) {
        return writes(command, query)
                ? write(channel, database, command, query)
                : read(channel, database, command, query);
    }

    private static boolean writes(String command, Document query) {
        return !READS.contains(command.toLowerCase(Locale.ROOT)) || writesItsResult(query);
    }

    private static boolean writesItsResult(Document query) {
        return query.get("pipeline") instanceof List<?> stages
                && stages.stream()
                        .anyMatch(stage -> stage instanceof Document document
                                && (document.containsKey("$out") || document.containsKey("$merge")));
    }

    private Document read(Channel channel, String database, String command, Document query) {
        return holding(lock.readLock(), () -> super.handleCommand(channel, database, command, query));
    }

    private Document write(Channel channel, String database, String command, Document query) {
        return holding(lock.writeLock(), () -> {
            try {
                return super.handleCommand(channel, database, command, query);
            } finally { // also after a refusal: a batch may have been half done
                file.commit();
            }
        });
    }

    @Override
    public void close() {
        holding(lock.writeLock(), () -> {
            file.close();
            super.close();
            return true;
        });
    }

    private static <T> T holding(Lock lock, Supplier<T> work) {
        lock.lock();
        try {
            return work.get();
        } finally {
            lock.unlock();
        }
    }
}
