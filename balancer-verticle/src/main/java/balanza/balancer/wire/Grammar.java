package balanza.balancer.wire;

/**
 * Which octets may stand where in a head.
 *
 * <p>Source: RFC 9110 sections 5.5 and 5.6, RFC 3986 appendix A.
 */
public final class Grammar {
    private static final boolean[] TOKEN = new boolean[128];

    static {
        for (char c = 'a'; c <= 'z'; c++) {
            TOKEN[c] = true;
            TOKEN[c - 'a' + 'A'] = true;
        }
        for (char c : "0123456789!#$%&'*+-.^_`|~".toCharArray()) {
            TOKEN[c] = true;
        }
    }

    private Grammar() {}

    /** Part of a method or of a field's name. */
    static boolean isToken(byte octet) {
        return octet >= 0 && TOKEN[octet];
    }

    /** Part of a field's value: all that is no control byte, and HTAB; bytes from 0x80 on are allowed and mean nothing. */
    static boolean isValue(byte octet) {
        return octet < 0 || (octet >= ' ' && octet != 0x7f) || octet == '\t';
    }

    /** Part of a request's target; what is more than ASCII has to be escaped there. */
    static boolean isTarget(byte octet) {
        return octet > ' ' && octet < 0x7f && octet != '#';
    }

    /** White space that is allowed around a value. */
    public static boolean isSpace(byte octet) {
        return octet == ' ' || octet == '\t';
    }

    static boolean isDigit(int octet) {
        return octet >= '0' && octet <= '9';
    }

    /** @return -1 if it is none */
    static int hexDigit(int octet) {
        if (isDigit(octet)) {
            return octet - '0';
        }
        int letter = octet | 0x20;
        return letter >= 'a' && letter <= 'f' ? letter - 'a' + 10 : -1;
    }

    /** Whether the bytes are this text, in any case; {@code lower} in lower case. */
    public static boolean equal(byte[] octets, int from, int to, String lower) {
        return to - from == lower.length() && startsWith(octets, from, to, lower);
    }

    /** Whether the bytes are this text, to the letter. */
    public static boolean same(byte[] octets, int from, int to, String text) {
        if (to - from != text.length()) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            if (octets[from + i] != text.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** Whether the bytes begin with this text, in any case; {@code lower} in lower case. */
    public static boolean startsWith(byte[] octets, int from, int to, String lower) {
        if (to - from < lower.length()) {
            return false;
        }
        for (int i = 0; i < lower.length(); i++) {
            byte octet = octets[from + i];
            if ((octet >= 'A' && octet <= 'Z' ? octet + 32 : octet) != lower.charAt(i)) {
                return false;
            }
        }
        return true;
    }
}
