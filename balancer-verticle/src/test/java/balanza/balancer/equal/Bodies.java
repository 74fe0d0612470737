package balanza.balancer.equal;

import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** Bodies and how they are framed. */
final class Bodies {
    private static final int MOST = 200 * 1024;
    private static final int OCTETS = 256;

    private Bodies() {}

    /** Any bytes; most of them few. */
    static Arbitrary<String> data() {
        var length = Arbitraries.frequencyOf(
                Tuple.of(3, Arbitraries.just(0)),
                Tuple.of(8, Arbitraries.integers().between(1, 100)),
                Tuple.of(3, Arbitraries.integers().between(100, 5_000)),
                Tuple.of(1, Arbitraries.integers().between(5_000, MOST)));
        return Combinators.combine(length, Arbitraries.integers().between(0, 1_000))
                .as(Bodies::random);
    }

    /** Some data in chunks, up to the last byte of all. */
    static Arbitrary<String> chunked() {
        var chunks = Combinators.combine(data(), extension())
                .as(Bodies::chunk)
                .list()
                .ofMaxSize(5);
        return Combinators.combine(chunks, trailers())
                .as((all, trailers) -> String.join("", all) + "0\r\n" + trailers + "\r\n");
    }

    private static String chunk(String data, String extension) {
        return data.isEmpty() ? "" : Integer.toHexString(data.length()) + extension + "\r\n" + data + "\r\n";
    }

    private static Arbitrary<String> extension() {
        return Arbitraries.frequency(
                Tuple.of(10, ""),
                Tuple.of(1, ";a"),
                Tuple.of(1, ";a=b;c=\"d;e\""),
                Tuple.of(1, ";a=" + "b".repeat(100)));
    }

    private static Arbitrary<String> trailers() {
        return Arbitraries.frequency(
                Tuple.of(6, ""), Tuple.of(1, "X-Sum: 1\r\n"), Tuple.of(1, "X-Sum:\r\nX-Other: a b\r\n"));
    }

    private static String random(int length, int seed) {
        var random = new Random(seed);
        var text = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            text.append((char) random.nextInt(OCTETS));
        }
        return text.toString();
    }
}
