package balanza.balancer.forward;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The proxies in front of us whose word on whom a request comes from is taken. */
public final class TrustedProxies {
    public static final TrustedProxies NONE = new TrustedProxies(List.of());

    private static final Pattern IPV4 = Pattern.compile("(0|[1-9][0-9]{0,2})(\\.(0|[1-9][0-9]{0,2})){3}");

    /** What has a colon and begins like an address is never looked up. */
    private static final Pattern IPV6 = Pattern.compile("(?=.*:)[0-9a-fA-F:][0-9a-fA-F:.]{1,44}");

    private final List<Network> networks;

    private TrustedProxies(List<Network> networks) {
        this.networks = networks;
    }

    /**
     * Reads networks in CIDR notation (RFC 4632 section 3.1, RFC 4291 section 2.3) and single addresses, with commas between.
     *
     * @param list empty for none
     * @throws IllegalArgumentException if one of them is neither; the message is that one
     */
    public static TrustedProxies of(String list) {
        if (list.isBlank()) {
            return NONE;
        }
        return new TrustedProxies(Arrays.stream(list.split(",", -1))
                .map(entry -> Network.of(entry.strip()))
                .toList());
    }

    /** Whether a connection from there is a trusted proxy's. */
    public boolean contains(InetAddress address) {
        byte[] bytes = address.getAddress();
        return networks.stream().anyMatch(network -> network.contains(bytes));
    }

    /** @param address may be anything, a client's own words too; what is no address is not trusted, and never looked up */
    public boolean contains(String address) {
        if (networks.isEmpty()) {
            return false;
        }
        InetAddress parsed = parse(address);
        return parsed != null && contains(parsed);
    }

    private static @Nullable InetAddress parse(String address) {
        if (!IPV4.matcher(address).matches() && !IPV6.matcher(address).matches()) {
            return null;
        }
        try {
            return InetAddress.getByName(address);
        } catch (UnknownHostException e) {
            return null;
        }
    }

    /** The addresses that begin with the same bits. */
    private static final class Network {
        private final byte[] start;
        private final int bits;

        private Network(byte[] start, int bits) {
            this.start = start;
            this.bits = bits;
        }

        static Network of(String entry) {
            int slash = entry.indexOf('/');
            InetAddress address = parse(slash < 0 ? entry : entry.substring(0, slash));
            if (address == null) {
                throw new IllegalArgumentException(entry);
            }
            byte[] start = address.getAddress();
            int all = start.length * 8;
            String bits = slash < 0 ? Integer.toString(all) : entry.substring(slash + 1);
            if (!bits.matches("[0-9]{1,3}") || Integer.parseInt(bits) > all) {
                throw new IllegalArgumentException(entry);
            }
            return new Network(start, Integer.parseInt(bits));
        }

        boolean contains(byte[] address) {
            if (address.length != start.length) {
                return false;
            }
            int whole = bits / 8;
            int rest = bits % 8;
            return Arrays.equals(address, 0, whole, start, 0, whole)
                    && (rest == 0 || (address[whole] ^ start[whole]) >> (8 - rest) == 0);
        }
    }
}
