package balanza.records;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Numbers and texts as bytes. */
final class PackOutput {
    private static final int LONGEST_NUMBER = 10;

    private byte[] bytes = new byte[64];
    private int length;

    int length() {
        return length;
    }

    /** What was written; only so many of these bytes as its {@link #length}. */
    byte[] bytes() {
        return bytes;
    }

    void number(long value) {
        makeRoom(LONGEST_NUMBER);
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            bytes[length++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        bytes[length++] = (byte) rest;
    }

    void difference(long value) {
        number((value << 1) ^ (value >> 63));
    }

    void text(String text) {
        append(text.getBytes(UTF_8), 0);
    }

    void textOrNothing(@Nullable String text) {
        if (text == null) {
            number(0);
        } else {
            append(text.getBytes(UTF_8), 1);
        }
    }

    private void append(byte[] text, int more) {
        number(text.length + more);
        makeRoom(text.length);
        System.arraycopy(text, 0, bytes, length, text.length);
        length += text.length;
    }

    private void makeRoom(int count) {
        if (bytes.length - length < count) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + count));
        }
    }
}
