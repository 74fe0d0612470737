package balanza.bench.load;

/** What nodes serve. */
public enum Content {
    KIB_1("/1k", 1 << 10),
    KIB_64("/64k", 1 << 16),
    MIB_1("/1m", 1 << 20),
    /** The answer to a POST, which nginx gives to no file. */
    POSTED("/post", 1 << 10);

    private final String path;
    private final int bytes;

    Content(String path, int bytes) {
        this.path = path;
        this.bytes = bytes;
    }

    /** Where a node serves it. */
    public String path() {
        return path;
    }

    /** The body's size. */
    public int bytes() {
        return bytes;
    }
}
