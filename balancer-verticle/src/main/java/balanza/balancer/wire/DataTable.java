package balanza.balancer.wire;

import java.util.Arrays;

/** Which of the bytes just taken are a body's own, and not its framing; offsets from the first of them. Used again and again. */
public final class DataTable {
    private int[] ends = new int[16];
    private int count;

    /** How many pieces there are. */
    public int count() {
        return count / 2;
    }

    /** Where the {@code i}th begins. */
    public int from(int i) {
        return ends[2 * i];
    }

    /** Where it ends. */
    public int to(int i) {
        return ends[2 * i + 1];
    }

    /** Of all pieces together. */
    public int bytes() {
        int bytes = 0;
        for (int i = 0; i < count; i += 2) {
            bytes += ends[i + 1] - ends[i];
        }
        return bytes;
    }

    void clear() {
        count = 0;
    }

    void add(int from, int to) {
        if (from == to) {
            return;
        }
        if (count == ends.length) {
            ends = Arrays.copyOf(ends, 2 * count);
        }
        ends[count++] = from;
        ends[count++] = to;
    }
}
