package balanza.balancer.strict;

import java.util.List;
import java.util.stream.Stream;

/** Requests of every kind, good and bad, and what must come of each, whatever way through the balancer it takes. */
public final class RequestCorpus {
    private RequestCorpus() {}

    public static Stream<RequestCase> all() {
        return Stream.of(
                        FramingCases.cases(),
                        ChunkCases.cases(),
                        FieldCases.cases(),
                        HostCases.cases(),
                        RequestLineCases.cases(),
                        TargetCases.cases(),
                        ConnectionCases.cases(),
                        LimitCases.cases(),
                        SequenceCases.cases())
                .flatMap(List::stream);
    }
}
