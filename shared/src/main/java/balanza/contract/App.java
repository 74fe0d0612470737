package balanza.contract;

import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An app and its nodes as the registry knows them.
 *
 * @param revision raised by each change of what bears this name, also across deletion and new registration: of two
 *     pieces of knowledge about a name, the one with the higher revision is the newer, whichever came first
 * @param settings how its requests are treated; the default if not given
 * @param stickyKey what its cookies for sticky sessions are signed with; {@code null} if it never had any
 */
public record App(
        AppId id,
        String name,
        UserId owner,
        Instant created,
        long revision,
        List<Node> nodes,
        AppSettings settings,
        @Nullable String stickyKey) {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,62}");

    public App {
        nodes = List.copyOf(nodes);
        // What a message does not have is null here.
        settings = settings == null ? AppSettings.DEFAULT : settings;
    }

    /** An app with everything as usual. */
    public App(AppId id, String name, UserId owner, Instant created, long revision, List<Node> nodes) {
        this(id, name, owner, created, revision, nodes, AppSettings.DEFAULT, null);
    }

    /** Whether an app may bear this name. Names are compared raw: no case folding, no percent-decoding. */
    public static boolean allowsName(String name) {
        return NAME.matcher(name).matches();
    }

    /** Without the key. */
    @Override
    public String toString() {
        return "App[" + name + " " + id + " revision " + revision + " " + nodes + " " + settings + "]";
    }
}
