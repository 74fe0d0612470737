package balanza.contract;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The one parser of hosts. Names come out in lower case without a trailing dot, IPv4 addresses in dotted decimal whatever
 * their spelling ({@code 0x7f.1} is {@code 127.0.0.1}), IPv6 addresses as RFC 5952 writes them, without brackets.
 */
final class Host {
    private static final Pattern NAME = Pattern.compile(
            "(?=.{1,253}$)[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?(\\.[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?)*",
            Pattern.CASE_INSENSITIVE); // of ASCII letters only
    private static final Pattern NUMBER = Pattern.compile("0[xX][0-9a-fA-F]*|[0-9]+");
    private static final Pattern IPV6 = Pattern.compile("[0-9a-fA-F:][0-9a-fA-F:.]{1,44}");

    private Host() {}

    /** @throws IllegalArgumentException if {@code host} is neither a name nor an address */
    static String canonical(String host) {
        if (host.startsWith("[") && host.endsWith("]")) {
            return ipv6(host, host.substring(1, host.length() - 1));
        }
        if (host.indexOf(':') >= 0) {
            return ipv6(host, host);
        }
        String name = host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
        if (NUMBER.matcher(name.substring(name.lastIndexOf('.') + 1)).matches()) {
            return ipv4(host, name.toLowerCase(Locale.ROOT));
        }
        if (!NAME.matcher(name).matches()) {
            throw malformed(host);
        }
        return name.toLowerCase(Locale.ROOT);
    }

    /**
     * Reads an IPv4 address as {@code inet_aton} does, since that is how the system's resolver reads it: one to four
     * numbers, decimal, octal or hexadecimal, the last one filling the bytes that are left.
     */
    private static String ipv4(String shown, String address) {
        String[] parts = address.split("\\.", -1);
        if (parts.length > 4) {
            throw malformed(shown);
        }
        long value = 0;
        for (int i = 0; i < parts.length; i++) {
            long limit = i < parts.length - 1 ? 1L << 8 : 1L << (8 * (5 - parts.length));
            long part = number(shown, parts[i]);
            if (part >= limit) {
                throw malformed(shown);
            }
            value = value * limit + part;
        }
        return (value >> 24) + "." + ((value >> 16) & 255) + "." + ((value >> 8) & 255) + "." + (value & 255);
    }

    private static long number(String shown, String digits) {
        if (!NUMBER.matcher(digits).matches()) {
            throw malformed(shown);
        }
        try {
            if (digits.startsWith("0x")) {
                return digits.length() == 2 ? 0 : Long.parseLong(digits.substring(2), 16);
            }
            return Long.parseLong(digits, digits.length() > 1 && digits.startsWith("0") ? 8 : 10);
        } catch (NumberFormatException e) {
            throw malformed(shown);
        }
    }

    private static String ipv6(String shown, String address) {
        if (address.indexOf(':') < 0 || !IPV6.matcher(address).matches()) {
            throw malformed(shown);
        }
        try {
            // What has a colon and begins like a literal is never looked up: this neither blocks nor leaves the
            // machine.
            byte[] bytes = InetAddress.getByName(address).getAddress();
            return bytes.length == 4 ? dotted(bytes) : rfc5952(bytes);
        } catch (UnknownHostException e) {
            throw malformed(shown);
        }
    }

    private static String dotted(byte[] bytes) {
        return (bytes[0] & 255) + "." + (bytes[1] & 255) + "." + (bytes[2] & 255) + "." + (bytes[3] & 255);
    }

    /** RFC 5952 section 4: lower case, no leading zeros, the first longest run of two or more zero groups as {@code ::}. */
    private static String rfc5952(byte[] bytes) {
        int[] groups = new int[8];
        for (int i = 0; i < 8; i++) {
            groups[i] = ((bytes[2 * i] & 255) << 8) | (bytes[2 * i + 1] & 255);
        }
        int start = -1;
        int length = 1;
        for (int i = 0; i < 8; i++) {
            int end = i;
            while (end < 8 && groups[end] == 0) {
                end++;
            }
            if (end - i > length) {
                start = i;
                length = end - i;
            }
        }
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 8; i++) {
            if (i == start) {
                text.append("::");
                i += length - 1;
            } else {
                text.append(i == 0 || (start >= 0 && i == start + length) ? "" : ":")
                        .append(Integer.toHexString(groups[i]));
            }
        }
        return text.toString();
    }

    private static IllegalArgumentException malformed(String host) {
        return new IllegalArgumentException("host: " + host + " (expected: a host name, an IPv4 or an IPv6 address)");
    }
}
