package balanza.bench;

import java.util.function.ToDoubleFunction;

/** What is compared. */
enum Figure {
    RATE("requests/s"),
    P99("p99"),
    CPU("CPU per request");

    private final String title;

    Figure(String title) {
        this.title = title;
    }

    String title() {
        return title;
    }

    ToDoubleFunction<Sample> of() {
        return switch (this) {
            case RATE -> sample -> sample.report().rate();
            case P99 -> sample -> sample.report().p99Millis();
            case CPU -> Sample::cpuPerRequest;
        };
    }
}
