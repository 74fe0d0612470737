package balanza.balancer.wire;

import java.util.Arrays;

/** A few names of fields, to be looked up in any case, as text or as the bytes of a head. */
public final class NameSet {
    private static final int LONGEST = 32;

    /** In lower case, by their length: most names are of another. */
    private final String[][] byLength = new String[LONGEST][0];

    private NameSet() {}

    /** @param names in lower case, each of fewer than 32 characters */
    public static NameSet of(String... names) {
        NameSet set = new NameSet();
        for (String name : names) {
            String[] others = set.byLength[name.length()];
            String[] all = Arrays.copyOf(others, others.length + 1);
            all[others.length] = name;
            set.byLength[name.length()] = all;
        }
        return set;
    }

    /** Whether it has this name. */
    public boolean contains(String name) {
        if (name.length() < LONGEST) {
            for (String known : byLength[name.length()]) {
                if (known.equalsIgnoreCase(name)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Whether it has the name that stands from {@code from} to {@code to}. */
    public boolean contains(byte[] head, int from, int to) {
        if (to - from < LONGEST) {
            for (String known : byLength[to - from]) {
                if (Grammar.startsWith(head, from, to, known)) {
                    return true;
                }
            }
        }
        return false;
    }
}
