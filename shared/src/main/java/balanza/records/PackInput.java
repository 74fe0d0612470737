package balanza.records;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.jspecify.annotations.Nullable;

/** Reads what {@link PackOutput} has written; whatever cannot have been is an {@link UnreadablePack}. */
final class PackInput {
    private final byte[] bytes;
    private int at;

    /** @param begin where in these bytes */
    PackInput(byte[] bytes, int begin) {
        this.bytes = bytes;
        at = begin;
    }

    boolean atEnd() {
        return at == bytes.length;
    }

    long number() {
        long value = 0;
        for (int shift = 0; shift < Long.SIZE; shift += 7) {
            if (atEnd()) {
                throw new UnreadablePack("it ends too soon");
            }
            byte next = bytes[at++];
            value |= (long) (next & 0x7F) << shift;
            if (next >= 0) {
                return value;
            }
        }
        throw new UnreadablePack("a number does not end");
    }

    long difference() {
        long value = number();
        return (value >>> 1) ^ -(value & 1);
    }

    /** A number of things that follow, or of one that is known already: never more than {@code most}. */
    int number(int most) {
        long value = number();
        if (value < 0 || value > most) {
            throw new UnreadablePack("number: " + value + " (expected: 0 to " + most + ")");
        }
        return (int) value;
    }

    int left() {
        return bytes.length - at;
    }

    String text() {
        return text(number(left()));
    }

    @Nullable
    String textOrNothing() {
        int length = number(left()) - 1;
        return length < 0 ? null : text(length);
    }

    private String text(int length) {
        if (length > left()) {
            throw new UnreadablePack("it ends within a text");
        }
        String text = new String(bytes, at, length, UTF_8);
        at += length;
        return text;
    }
}
