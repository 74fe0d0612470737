package balanza.balancer.wire;

import java.util.Arrays;

/** Where the fields of one head stand, in offsets from the head's first byte. Used again for one head after another. */
public final class FieldTable {
    private static final int NUMBERS = 4;
    private static final int USUAL_FIELDS = 16;

    private int[] places = new int[NUMBERS * USUAL_FIELDS];
    private int count;

    /** How many fields there are. */
    public int count() {
        return count;
    }

    /** Where the name of the {@code i}th begins, and with it its line. */
    public int name(int i) {
        return places[NUMBERS * i];
    }

    /** Where its name ends, and the colon stands. */
    public int nameEnd(int i) {
        return places[NUMBERS * i + 1];
    }

    /** Where its value begins, without the space before it. */
    public int from(int i) {
        return places[NUMBERS * i + 2];
    }

    /** Where its value ends, without the space behind it. */
    public int to(int i) {
        return places[NUMBERS * i + 3];
    }

    void clear() {
        count = 0;
    }

    void add(int name, int nameEnd, int from, int to) {
        int at = NUMBERS * count++;
        if (at == places.length) {
            places = Arrays.copyOf(places, 2 * at);
        }
        places[at] = name;
        places[at + 1] = nameEnd;
        places[at + 2] = from;
        places[at + 3] = to;
    }
}
