package balanza.balancer.wire;

/**
 * Which bytes may stand where.
 *
 * <p>Source: RFC 9110 sections 5.5 and 5.6.2.
 */
final class Octets {
    private static final boolean[] TOKEN = new boolean[256];
    private static final boolean[] TEXT = new boolean[256];

    static {
        for (int c = 0; c < 256; c++) {
            boolean alphanumeric = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
            TOKEN[c] = alphanumeric || (c > ' ' && c < 127 && "!#$%&'*+-.^_`|~".indexOf(c) >= 0);
            TEXT[c] = c == '\t' || (c >= ' ' && c != 127);
        }
    }

    private Octets() {}

    /** Whether {@code octet} may stand in a name. */
    static boolean token(byte octet) {
        return TOKEN[octet & 0xff];
    }

    /** Whether {@code octet} may stand in a field's value or in a reason: no control character but the tab. */
    static boolean text(byte octet) {
        return TEXT[octet & 0xff];
    }

    static boolean blank(byte octet) {
        return octet == ' ' || octet == '\t';
    }

    static boolean digit(byte octet) {
        return octet >= '0' && octet <= '9';
    }

    /** The value of a hexadecimal digit; negative if it is none. */
    static int hex(byte octet) {
        return Character.digit((char) (octet & 0xff), 16);
    }
}
