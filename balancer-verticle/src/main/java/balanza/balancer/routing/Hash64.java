package balanza.balancer.routing;

/** Spreads names evenly over 64 bits. Not for secrets: whoever wants to can make two that fall together. */
final class Hash64 {
    private static final long FNV_OFFSET = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;

    private Hash64() {}

    static long of(String text) {
        long hash = FNV_OFFSET;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * FNV_PRIME;
        }
        return mix(hash);
    }

    /** Each bit of the outcome depends on each bit of {@code value}. Source: the last step of SplitMix64. */
    static long mix(long value) {
        long once = (value ^ (value >>> 30)) * 0xbf58476d1ce4e5b9L;
        long twice = (once ^ (once >>> 27)) * 0x94d049bb133111ebL;
        return twice ^ (twice >>> 31);
    }

    /** More than 0 and less than 1. */
    static double fraction(long hash) {
        return ((hash >>> 12) + 0.5) * 0x1p-52;
    }
}
