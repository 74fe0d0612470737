package balanza.balancer.equal;

import java.util.regex.Pattern;

/** Puts names in the place of what must differ between the sides. */
final class Names {
    private static final Pattern ID = Pattern.compile("[0-9a-f]{16}-[0-9a-f]+");

    private final Side side;

    Names(Side side) {
        this.side = side;
    }

    String in(String text) {
        var named = ID.matcher(text)
                .replaceAll("(id)")
                .replace("X-Forwarded-Port: " + side.port(), "X-Forwarded-Port: (port)");
        for (int i = 0; i < side.nodes().size(); i++) {
            named = named.replace(side.nodes().get(i).endpoint().toString(), "(node" + i + ")");
        }
        return named;
    }
}
