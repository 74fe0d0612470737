package balanza.records;

import balanza.contract.PackedRecords;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;

/** What is around the rows of a pack: a version, which also says whether they are deflated. */
final class Rows {
    private static final byte PLAIN = 1;
    private static final byte DEFLATED = 2;
    /** Fewer bytes than this are not worth setting up a compressor for. */
    private static final int WORTH_DEFLATING = 1_024;

    private static final int MOST_BYTES = 8 * 1_024 * 1_024;

    private Rows() {}

    static PackedRecords wrap(PackOutput rows) {
        ByteArrayOutputStream pack = new ByteArrayOutputStream(rows.length() + 1);
        if (rows.length() < WORTH_DEFLATING) {
            pack.write(PLAIN);
            pack.write(rows.bytes(), 0, rows.length());
        } else {
            pack.write(DEFLATED);
            deflate(rows, pack);
        }
        return new PackedRecords(pack.toByteArray());
    }

    private static void deflate(PackOutput rows, ByteArrayOutputStream pack) {
        Deflater fast = new Deflater(Deflater.BEST_SPEED);
        try (DeflaterOutputStream deflating = new DeflaterOutputStream(pack, fast, 8 * 1_024)) {
            deflating.write(rows.bytes(), 0, rows.length());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            fast.end();
        }
    }

    /** @throws UnreadablePack if there is no telling what is in it */
    static PackInput unwrap(PackedRecords pack) {
        byte[] bytes = pack.bytes();
        int version = bytes.length == 0 ? 0 : bytes[0];
        return switch (version) {
            case PLAIN -> new PackInput(bytes, 1);
            case DEFLATED -> new PackInput(inflated(bytes), 0);
            default -> throw new UnreadablePack("version: " + version + " (expected: 1 or 2)");
        };
    }

    private static byte[] inflated(byte[] pack) {
        try (InputStream rows = new InflaterInputStream(new ByteArrayInputStream(pack, 1, pack.length - 1))) {
            byte[] bytes = rows.readNBytes(MOST_BYTES + 1);
            if (bytes.length > MOST_BYTES) {
                throw new UnreadablePack("more than " + MOST_BYTES + " bytes");
            }
            return bytes;
        } catch (IOException e) {
            throw new UnreadablePack(e.toString());
        }
    }
}
