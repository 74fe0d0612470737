package balanza.balancer;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;

/** The fields of HTTP/2 requests, names and values in turn, with whatever bytes. */
final class Http2Fields {
    private Http2Fields() {}

    static String[] get(String target, String... more) {
        return request("GET", target, more);
    }

    static String[] request(String method, String target, String... more) {
        String[] usual = {":method", method, ":scheme", "https", ":authority", "x", ":path", target};
        String[] all = new String[usual.length + more.length];
        System.arraycopy(usual, 0, all, 0, usual.length);
        System.arraycopy(more, 0, all, usual.length, more.length);
        return all;
    }

    /** As they are on the wire. */
    static byte[] block(String... fields) {
        var block = new ByteArrayOutputStream();
        for (String text : literal(fields)) {
            block.writeBytes(text.getBytes(ISO_8859_1));
        }
        return block.toByteArray();
    }

    /** RFC 7541 section 6.2.2: a literal field, never indexed, without Huffman's code. */
    private static String[] literal(String... fields) {
        String[] encoded = new String[fields.length];
        for (int i = 0; i < fields.length; i++) {
            encoded[i] = (i % 2 == 0 ? "\0" : "") + length(fields[i].length()) + fields[i];
        }
        return encoded;
    }

    /** RFC 7541 section 5.1, with a prefix of seven bits. */
    private static String length(int length) {
        if (length < 127) {
            return String.valueOf((char) length);
        }
        var encoded = new StringBuilder().append((char) 127);
        int rest = length - 127;
        while (rest >= 128) {
            encoded.append((char) (rest % 128 + 128));
            rest /= 128;
        }
        return encoded.append((char) rest).toString();
    }
}
