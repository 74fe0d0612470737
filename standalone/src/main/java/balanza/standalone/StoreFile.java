package balanza.standalone;

import java.nio.file.Path;
import org.h2.mvstore.MVStore;

/** The file a store keeps its data in. Not for several threads at once. */
final class StoreFile {

    private static final int COMPACT_ON_CLOSE_MILLIS = 3_000;
    private static final long FORCE_EACH_BYTES = 64L << 20;

    private final MVStore store;
    private long forceAtBytes = FORCE_EACH_BYTES;

    private StoreFile(MVStore store) {
        this.store = store;
    }

    /**
     * Opens {@code path} so that nothing but {@link #commit} writes to it.
     *
     * @throws org.h2.mvstore.MVStoreException if another process has it open, or it is damaged
     */
    static StoreFile open(Path path) {
        return new StoreFile(new MVStore.Builder()
                .fileName(path.toString())
                .autoCommitDisabled()
                .autoCommitBufferSize(0)
                .compress()
                .open());
    }

    MVStore store() {
        return store;
    }

    /**
     * Hands all changes to the operating system, as one step: after a kill there are all or none of them.
     *
     * <p>The file keeps what was replaced for 45 seconds, so that a power cut finds either the old or the new. Under
     * many writes that is a lot of file; so now and then all is forced onto the disk, after which what was replaced
     * before needs no keeping.
     */
    void commit() {
        if (usedBytes() < forceAtBytes) {
            store.commit();
            return;
        }
        store.sync();
        int retention = store.getRetentionTime();
        store.setRetentionTime(0);
        store.commit();
        store.setRetentionTime(retention);
        forceAtBytes = usedBytes() + FORCE_EACH_BYTES;
    }

    /** What of the file holds data, live or still kept. */
    private long usedBytes() {
        var file = store.getFileStore();
        return file.size() / 100 * file.getFillRate();
    }

    /** Commits, then compacts for some seconds at most. Closing twice does nothing. */
    void close() {
        store.close(COMPACT_ON_CLOSE_MILLIS);
    }

    /** Lets go of the file without writing to it. */
    void abandon() {
        store.closeImmediately();
    }
}
