package balanza.records;

import balanza.contract.Outcome;
import balanza.contract.ServedRequest;
import balanza.contract.ServedRequest.Attempt;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What most records of an app have in common with some others: all but path, id, times and bytes. It is equal to that of any
 * record which has the same.
 */
record Shape(ServedRequest of) {
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Shape shape && alike(of, shape.of);
    }

    @Override
    public int hashCode() {
        // Which nodes were tried is nearly always told by which one answered.
        int hash = 31 * of.method().hashCode() + Objects.hashCode(of.endPoint());
        return 31 * (31 * hash + of.responseCode()) + of.attempts().size();
    }

    private static boolean alike(ServedRequest one, ServedRequest other) {
        return one.responseCode() == other.responseCode()
                && one.reason() == other.reason()
                && one.method().equals(other.method())
                && Objects.equals(one.endPoint(), other.endPoint())
                && alike(one.attempts(), other.attempts());
    }

    private static boolean alike(List<Attempt> ones, List<Attempt> others) {
        if (ones.size() != others.size()) {
            return false;
        }
        for (int i = 0; i < ones.size(); i++) {
            Attempt one = ones.get(i);
            Attempt other = others.get(i);
            if (one.outcome() != other.outcome() || !one.node().equals(other.node())) {
                return false;
            }
        }
        return true;
    }

    void write(PackOutput out) {
        out.text(of.method());
        out.textOrNothing(of.endPoint());
        out.number(of.responseCode());
        out.textOrNothing(of.reason() == null ? null : of.reason().word());
        out.number(of.attempts().size());
        for (Attempt attempt : of.attempts()) {
            out.text(attempt.node());
            out.text(attempt.outcome().word());
        }
    }

    /** What is not of the shape is empty or 0. */
    static Shape read(PackInput in) {
        String method = in.text();
        String endPoint = in.textOrNothing();
        int responseCode = (int) in.number();
        String reason = in.textOrNothing();
        int attempts = in.number(in.left());
        List<Attempt> tried = new ArrayList<>();
        for (int i = 0; i < attempts; i++) {
            tried.add(new Attempt(in.text(), 0, Outcome.of(in.text())));
        }
        Outcome outcome = reason == null ? null : Outcome.of(reason);
        return new Shape(new ServedRequest("", method, endPoint, 0, 0, responseCode, tried, 0, 0, "", outcome));
    }
}
