package balanza.balancer.strict;

import java.util.List;
import java.util.stream.Stream;

/** All ways in which a node may answer oddly that are thought of. */
public final class OddAnswers {
    private OddAnswers() {}

    /** The tables together. */
    public static List<OddAnswer> all() {
        return Stream.of(OddHeads.all(), OddLengths.all(), OddBodies.all(), OddEnds.all(), FineAnswers.all())
                .flatMap(List::stream)
                .toList();
    }
}
