package balanza.records;

import balanza.contract.LogBucket;
import balanza.contract.PackedRecords;
import balanza.contract.ServedRequest;
import balanza.contract.ServedRequest.Attempt;
import java.util.ArrayList;
import java.util.List;

/** Reads what {@link PackWriter} has packed. */
public final class PackReader {
    private final PackInput in;
    private final List<Shape> shapes = new ArrayList<>();
    private final List<String> paths = new ArrayList<>();
    private final RequestIds ids = new RequestIds();
    private long lastDate;

    private PackReader(PackInput in) {
        this.in = in;
    }

    /**
     * The records of a pack, in the order in which they were packed.
     *
     * @throws UnreadablePack if it is damaged, or of a later version
     */
    public static List<ServedRequest> read(PackedRecords pack) {
        PackInput in = Rows.unwrap(pack);
        PackReader reader = new PackReader(in);
        List<ServedRequest> records = new ArrayList<>();
        while (!in.atEnd() && records.size() < LogBucket.MAX_RECORDS) {
            records.add(reader.next());
        }
        return records;
    }

    private ServedRequest next() {
        ServedRequest shape = shape().of();
        String path = path();
        lastDate += in.difference();
        long totalTimeMs = in.number();
        long upstreamMs = in.number();
        List<Attempt> attempts = attempts(shape.attempts());
        long bytes = in.number();
        return new ServedRequest(
                path,
                shape.method(),
                shape.endPoint(),
                lastDate,
                totalTimeMs,
                shape.responseCode(),
                attempts,
                upstreamMs,
                bytes,
                ids.read(in),
                shape.reason());
    }

    private Shape shape() {
        int number = in.number(shapes.size());
        if (number == shapes.size()) {
            shapes.add(Shape.read(in));
        }
        return shapes.get(number);
    }

    private String path() {
        int number = in.number(paths.size());
        if (number == paths.size()) {
            paths.add(in.text());
        }
        return paths.get(number);
    }

    private List<Attempt> attempts(List<Attempt> tried) {
        List<Attempt> attempts = new ArrayList<>(tried.size());
        for (Attempt attempt : tried) {
            attempts.add(new Attempt(attempt.node(), in.number(), attempt.outcome()));
        }
        return attempts;
    }
}
