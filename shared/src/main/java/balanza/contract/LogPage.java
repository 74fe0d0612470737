package balanza.contract;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of an app's log.
 *
 * @param records oldest first
 * @param next the cursor of the page before this one in time; {@code null} if there is none
 */
public record LogPage(List<ServedRequest> records, @Nullable String next) {
    public LogPage {
        records = List.copyOf(records);
    }
}
