package balanza.contract;

import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;

/**
 * An app and its nodes as the registry knows them.
 *
 * @param revision raised by each change of what bears this name, also across deletion and new registration: of two
 *     pieces of knowledge about a name, the one with the higher revision is the newer, whichever came first
 */
public record App(AppId id, String name, UserId owner, Instant created, long revision, List<Node> nodes) {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,62}");

    public App {
        nodes = List.copyOf(nodes);
    }

    /** Whether an app may bear this name. Names are compared raw: no case folding, no percent-decoding. */
    public static boolean allowsName(String name) {
        return NAME.matcher(name).matches();
    }
}
