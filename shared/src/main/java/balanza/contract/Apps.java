package balanza.contract;

import java.util.List;

/** Some apps, by name. */
public record Apps(List<App> apps) {
    public Apps {
        apps = List.copyOf(apps);
    }
}
