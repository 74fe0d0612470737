package balanza.balancer.equal;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.zip.CRC32;

/** How bytes are shown to people. */
final class Text {
    private static final int SHOWN = 300;

    private Text() {}

    /** All of it if it is short, else its ends, its length and a checksum; in one line. */
    static String shown(String text) {
        var crc = new CRC32();
        crc.update(text.getBytes(ISO_8859_1));
        var cut = text.length() <= SHOWN
                ? text
                : text.substring(0, SHOWN / 2) + "...(" + text.length() + " bytes, CRC "
                        + Long.toHexString(crc.getValue()) + ")..." + text.substring(text.length() - SHOWN / 4);
        return cut.replace("\\", "\\\\")
                .replace("\r", "\\r")
                .replace("\n", "\\n")
                .replace("\0", "\\0");
    }
}
