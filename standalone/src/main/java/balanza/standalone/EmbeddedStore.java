package balanza.standalone;

import de.bwaldvogel.mongo.MongoServer;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.MVStoreException;

/**
 * A MongoDB for those who have none: its wire protocol on loopback, its data in one file of a folder of the caller's.
 *
 * <p>A write is in the file before it is acknowledged, so killing the process loses none. The file is handed to the
 * operating system, not forced onto the disk: a power cut may lose what the system had not yet written.
 *
 * <p>Not all of MongoDB: no transactions, no unacknowledged writes (they break the connection), and indexes other than
 * unique ones are accepted but unused.
 */
public final class EmbeddedStore implements AutoCloseable {

    private static final String HOST = "127.0.0.1";
    private static final String FILE = "store.mv";

    private final MongoServer server;
    private final int port;

    private EmbeddedStore(MongoServer server) {
        this.server = server;
        this.port = server.getLocalAddress().getPort();
    }

    /**
     * Opens the store in {@code folder}, made if absent, and listens.
     *
     * @param port on 127.0.0.1; 0 takes any free one
     * @throws StartException if the folder cannot be used, is in use by another store or holds a damaged one, or if the
     *     port is taken
     */
    public static EmbeddedStore open(Path folder, int port) {
        var server = new MongoServer(backend(folder));
        try {
            server.bind(HOST, port);
        } catch (Exception e) { // Netty throws the checked BindException undeclared
            server.shutdownNow();
            throw new StartException("port: " + port + " (expected: a free port on " + HOST + ")", e);
        }
        return new EmbeddedStore(server);
    }

    private static DurableBackend backend(Path folder) {
        var path = folder.toAbsolutePath().normalize().resolve(FILE);
        StoreFile file = null;
        try {
            Files.createDirectories(path.getParent());
            if (!Files.isWritable(Files.exists(path) ? path : path.getParent())) {
                throw new AccessDeniedException(path.toString());
            }
            file = StoreFile.open(path);
            return new DurableBackend(file);
        } catch (IOException | RuntimeException e) {
            if (file != null) {
                file.abandon();
            }
            throw new StartException("data folder: " + path.getParent() + " (" + reason(e) + ")", e);
        }
    }

    private static String reason(Exception e) {
        if (e instanceof IOException) {
            return "expected: a folder this user can write to";
        }
        if (e instanceof MVStoreException locked && locked.getErrorCode() == DataUtils.ERROR_FILE_LOCKED) {
            return "already open by another process";
        }
        return FILE + " is damaged; restore a backup of it or move it away";
    }

    /** Where clients connect, e.g. {@code mongodb://127.0.0.1:27017}. */
    public String uri() {
        return "mongodb://" + HOST + ":" + port;
    }

    /** Drops the clients, then compacts and closes the file; takes a few seconds at most. Closing twice does nothing. */
    @Override
    public void close() {
        server.shutdownNow();
    }
}
