package balanza.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A table as Markdown has it; the first column is text, the others are figures. */
final class MarkdownTable {
    private final int columns;
    private final List<String> lines = new ArrayList<>();

    MarkdownTable(String... titles) {
        columns = titles.length;
        row(titles);
        lines.add("|---|" + "--:|".repeat(columns - 1));
    }

    void row(String... cells) {
        if (cells.length != columns) {
            throw new IllegalArgumentException("cells: " + cells.length + " (expected: " + columns + ")");
        }
        lines.add("| " + String.join(" | ", cells) + " |");
    }

    /** With so many decimals; {@code -} if there is none. */
    static String number(Optional<Double> value, int decimals) {
        return value.map(number -> String.format(Locale.ROOT, "%,." + decimals + "f", number))
                .orElse("-");
    }

    @Override
    public String toString() {
        return String.join("\n", lines) + "\n";
    }
}
