package balanza.balancer.wire;

import io.netty.util.NetUtil;

/**
 * {@code host[:port]}, as in {@code Host} or an absolute target.
 *
 * <p>Source: RFC 3986 section 3.2.2, less what nobody can mean: no host at all, addresses of a future version, and the comma,
 * which would be two hosts in {@code X-Forwarded-Host}.
 */
public final class Authority {
    private static final int MAX_PORT = 65_535;
    private static final String NAME_EXTRAS = "-._~!$&'()*+;=";

    private Authority() {}

    /** Whether {@code text} is a host and perhaps a port, and nothing else. */
    public static boolean isValid(String text) {
        int hostEnd = text.startsWith("[") ? addressEnd(text) : nameEnd(text);
        return hostEnd > 0 && (hostEnd == text.length() || isPort(text, hostEnd));
    }

    /** @return where the IPv6 address in brackets ends; -1 if it is none */
    private static int addressEnd(String text) {
        int end = text.indexOf(']');
        if (end < 0 || text.indexOf('%') >= 0 || !NetUtil.isValidIpV6Address(text.substring(1, end))) {
            return -1;
        }
        return end + 1;
    }

    /** @return where the name ends, the whole text unless there is a colon; -1 if it is none */
    private static int nameEnd(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == ':') {
                return i;
            }
            if (c == '%' ? !isEscape(text, i) : !isName(c)) {
                return -1;
            }
        }
        return text.length();
    }

    private static boolean isName(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || Grammar.isDigit(c) || NAME_EXTRAS.indexOf(c) >= 0;
    }

    private static boolean isEscape(String text, int at) {
        return at + 2 < text.length()
                && Grammar.hexDigit(text.charAt(at + 1)) >= 0
                && Grammar.hexDigit(text.charAt(at + 2)) >= 0;
    }

    /** The digits may be missing, RFC 3986 section 3.2.3. */
    private static boolean isPort(String text, int colon) {
        if (text.charAt(colon) != ':') {
            return false;
        }
        int port = 0;
        for (int i = colon + 1; i < text.length(); i++) {
            if (!Grammar.isDigit(text.charAt(i))) {
                return false;
            }
            port = port * 10 + text.charAt(i) - '0';
            if (port > MAX_PORT) {
                return false;
            }
        }
        return true;
    }
}
