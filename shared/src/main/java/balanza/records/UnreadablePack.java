package balanza.records;

/** A pack is damaged, or of a version that this one does not know. */
public final class UnreadablePack extends RuntimeException {
    UnreadablePack(String what) {
        super("log records: unreadable (" + what + ")");
    }
}
