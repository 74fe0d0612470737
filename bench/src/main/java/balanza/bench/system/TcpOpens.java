package balanza.bench.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** How many TCP connections have been opened from this machine: whether connections are really new, or really kept. */
public final class TcpOpens {
    private static final Path FILE = Path.of("/proc/net/snmp");
    private static final String COLUMN = "ActiveOpens";

    private TcpOpens() {}

    /** Since the machine started. */
    public static long soFar() {
        try {
            return parse(Files.readString(FILE));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @param snmp pairs of lines, names and values, the protocol's name in front */
    static long parse(String snmp) {
        List<String[]> tcp = snmp.lines()
                .filter(line -> line.startsWith("Tcp: "))
                .map(line -> line.split(" ", -1))
                .toList();
        int column = tcp.size() == 2 ? Arrays.asList(tcp.get(0)).indexOf(COLUMN) : -1;
        if (column < 0) {
            throw new IllegalArgumentException(
                    "snmp: no " + COLUMN + " (expected: two lines of Tcp that name and tell it)");
        }
        return Long.parseLong(tcp.get(1)[column]);
    }
}
