package balanza.bench.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Waits until the machine has nothing to do, so that nobody pays for what another has left undone. */
public final class Quiet {
    private static final Path FILE = Path.of("/proc/stat");
    private static final Duration LOOK = Duration.ofMillis(200);
    /** Of one core. Idle JVMs take two or three hundredths each. */
    private static final double BUSY_SHARE = 0.25;

    private static final int IDLE = 4;
    private static final int IOWAIT = 5;
    /** Those after it are parts of the first two. */
    private static final int STEAL = 8;

    private Quiet() {}

    /** @return whether it has become quiet within the limit */
    public static boolean await(Duration limit) {
        long end = System.nanoTime() + limit.toNanos();
        do {
            if (busyShare() < BUSY_SHARE) {
                return true;
            }
        } while (System.nanoTime() < end);
        return false;
    }

    /** Cores that are busy, over a moment; 1.0 is one of them. */
    private static double busyShare() {
        long before = busyTicks(stat());
        long began = System.nanoTime();
        LockSupport.parkNanos(LOOK.toNanos());
        double seconds = (System.nanoTime() - began) / (double) TimeUnit.SECONDS.toNanos(1);
        return (busyTicks(stat()) - before) / (seconds * ProcessStat.TICKS_PER_SECOND);
    }

    /** @param stat its first line is the sum of all cores */
    static long busyTicks(String stat) {
        String[] fields = stat.lines().findFirst().orElse("").trim().split(" +", -1);
        if (fields.length <= STEAL || !fields[0].equals("cpu")) {
            throw new IllegalArgumentException(
                    "stat: " + fields[0] + " (expected: cpu and at least " + STEAL + " numbers)");
        }
        long all =
                Arrays.stream(fields, 1, STEAL + 1).mapToLong(Long::parseLong).sum();
        return all - Long.parseLong(fields[IDLE]) - Long.parseLong(fields[IOWAIT]);
    }

    private static String stat() {
        try {
            return Files.readString(FILE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
