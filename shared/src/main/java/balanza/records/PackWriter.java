package balanza.records;

import balanza.contract.AppId;
import balanza.contract.LogBucket;
import balanza.contract.ServedRequest;
import balanza.contract.ServedRequest.Attempt;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Packs records of one app, as they come, into a bucket. Of one thread. */
public final class PackWriter {
    private final PackOutput out = new PackOutput();
    private final Map<Shape, Integer> shapes = new HashMap<>();
    private final Map<String, Integer> paths = new HashMap<>();
    private final RequestIds ids = new RequestIds();

    private int count;
    private long lastDate;
    private long from = Long.MAX_VALUE;
    private long to = Long.MIN_VALUE;
    private boolean answered = true;

    /** Adds a record; there must still be {@link #hasRoom room}. */
    public void add(ServedRequest record) {
        writeShape(record);
        writePath(record.path());
        writeDate(record.dateMs());
        out.number(record.totalTimeMs());
        out.number(record.upstreamMs());
        List<Attempt> attempts = record.attempts();
        for (int i = 0; i < attempts.size(); i++) {
            out.number(attempts.get(i).ms());
        }
        out.number(record.bytes());
        ids.write(record.requestId(), out);
        answered &= record.answered();
        count++;
    }

    /** Whether a bucket may hold another record. */
    public boolean hasRoom() {
        return count < LogBucket.MAX_RECORDS && out.length() < LogBucket.ENOUGH_BYTES;
    }

    /**
     * A bucket with all that was added, at least one record.
     *
     * @param balancer the process that served them
     * @param second now, seconds since 1970
     * @param part counts the buckets of that app, balancer and second
     */
    public LogBucket bucket(AppId app, String balancer, long second, int part) {
        return new LogBucket(app, balancer, second, part, answered, from, to, count, Rows.wrap(out));
    }

    private void writeShape(ServedRequest record) {
        Shape shape = new Shape(record);
        Integer known = shapes.putIfAbsent(shape, shapes.size());
        if (known != null) {
            out.number(known);
            return;
        }
        out.number(shapes.size() - 1);
        shape.write(out);
    }

    private void writePath(String path) {
        Integer known = paths.putIfAbsent(path, paths.size());
        if (known != null) {
            out.number(known);
            return;
        }
        out.number(paths.size() - 1);
        out.text(path);
    }

    private void writeDate(long date) {
        out.difference(date - lastDate);
        lastDate = date;
        from = Math.min(from, date);
        to = Math.max(to, date);
    }
}
