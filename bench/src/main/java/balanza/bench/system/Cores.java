package balanza.bench.system;

import java.util.ArrayList;
import java.util.List;

/** Which cores a proxy may use. */
public enum Cores {
    ALL,
    /** The first one; all else of the bench may use it as well. */
    ONE;

    /** The command, held to these cores. */
    public List<String> hold(List<String> command) {
        List<String> held = new ArrayList<>(this == ONE ? List.of("taskset", "--cpu-list", "0") : List.of());
        held.addAll(command);
        return held;
    }

    /** How many there are. */
    public int count() {
        return this == ONE ? 1 : Runtime.getRuntime().availableProcessors();
    }
}
