package balanza.contract;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of all that the registry knows under any app name.
 *
 * @param next where the next page starts; {@code null} if this is the last
 * @param latest the newest change on this page by the store's clock; {@code null} if the page is empty
 */
public record AppPage(
        List<App> apps,
        List<Tombstone> removed,
        @Nullable String next,
        @Nullable Instant latest) {
    public AppPage {
        apps = List.copyOf(apps);
        removed = List.copyOf(removed);
    }
}
