package balanza.names;

import java.util.ArrayDeque;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The names that are remembered, so many and no more. With each new one the two that were looked at longest ago are looked
 * at: what is spent goes, what is not goes to the end of the line; so all that is spent goes in time, without a timer.
 */
final class Names {
    private static final int LOOKED_AT = 2;

    private final int most;
    private final Map<String, Name> byHost = new ConcurrentHashMap<>();
    private final Queue<Name> line = new ArrayDeque<>();

    Names(int most) {
        this.most = most;
    }

    @Nullable
    Name get(String host) {
        return byHost.get(host);
    }

    /** @return the name, remembered from now on */
    synchronized Name of(String host, long now) {
        Name known = byHost.get(host);
        if (known != null) {
            return known;
        }
        for (int i = 0; i < LOOKED_AT; i++) {
            Name oldest = line.poll();
            if (oldest != null && !forgotten(oldest, now)) {
                line.add(oldest);
            }
        }
        Name oldest = line.size() >= most ? line.poll() : null;
        if (oldest != null) {
            byHost.remove(oldest.host);
        }
        Name added = new Name(host);
        byHost.put(host, added);
        line.add(added);
        return added;
    }

    int size() {
        return byHost.size();
    }

    private boolean forgotten(Name name, long now) {
        if (name.isSpent(now)) {
            byHost.remove(name.host);
            return true;
        }
        return false;
    }
}
