package balanza.bench.load;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What wrk says at its end.
 *
 * @param seconds how long it took
 * @param bytesRead heads and bodies, at most: wrk says hundredths of a unit, which at some GiB are more than one answer
 * @param p50Millis half of the requests took no longer
 * @param p99Millis all but one in a hundred took no longer
 * @param socketErrors connections that failed, and requests that took more than two seconds
 * @param otherStatuses answers that were neither 2xx nor 3xx
 */
public record WrkReport(
        long requests,
        double seconds,
        double bytesRead,
        double p50Millis,
        double p99Millis,
        long socketErrors,
        long otherStatuses) {

    private static final Pattern TOTAL =
            Pattern.compile("(\\d+) requests in ([\\d.]+)(us|ms|s|m|h), ([\\d.]+)([KMGT]?)B read");
    private static final Pattern PERCENTILE = Pattern.compile("(?m)^ +(50|99)%\\s+([\\d.]+)(us|ms|s|m|h) *$");
    private static final Pattern SOCKETS =
            Pattern.compile("Socket errors: connect (\\d+), read (\\d+), write (\\d+), timeout (\\d+)");
    private static final Pattern STATUSES = Pattern.compile("Non-2xx or 3xx responses: (\\d+)");

    /** @throws IllegalArgumentException if it is no report of wrk with latencies */
    public static WrkReport parse(String output) {
        Matcher total = TOTAL.matcher(output);
        if (!total.find()) {
            throw new IllegalArgumentException("wrk: " + output + " (expected: requests in seconds)");
        }
        return new WrkReport(
                Long.parseLong(total.group(1)),
                millis(total.group(2), total.group(3)) / 1000,
                bytes(total.group(4), total.group(5)),
                percentile(output, "50"),
                percentile(output, "99"),
                sum(SOCKETS.matcher(output)),
                sum(STATUSES.matcher(output)));
    }

    /** Requests per second. */
    public double rate() {
        return requests / seconds;
    }

    private static double percentile(String output, String which) {
        Matcher line = PERCENTILE.matcher(output);
        while (line.find()) {
            if (line.group(1).equals(which)) {
                return millis(line.group(2), line.group(3));
            }
        }
        throw new IllegalArgumentException("wrk: " + output + " (expected: a latency distribution)");
    }

    private static double millis(String number, String unit) {
        double factor =
                switch (unit) {
                    case "us" -> 0.001;
                    case "ms" -> 1;
                    case "s" -> 1_000;
                    case "m" -> 60_000;
                    default -> 3_600_000;
                };
        return Double.parseDouble(number) * factor;
    }

    private static double bytes(String number, String unit) {
        return (Double.parseDouble(number) + 0.005) * Math.pow(1024, unit.isEmpty() ? 0 : 1 + "KMGT".indexOf(unit));
    }

    /** Of all groups; 0 if there is no such line, which wrk leaves out when all is well. */
    private static long sum(Matcher line) {
        long sum = 0;
        if (line.find()) {
            for (int group = 1; group <= line.groupCount(); group++) {
                sum += Long.parseLong(line.group(group));
            }
        }
        return sum;
    }
}
