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
            set.add(name);
        }
        return set;
    }

    /**
     * Likewise, and whatever has an underscore in place of a hyphen: many nodes cannot tell one from the other.
     *
     * <p>Source: RFC 3875 section 4.1.18, of which WSGI, PHP and others are the heirs.
     */
    public static NameSet ofAlike(String... names) {
        NameSet set = new NameSet();
        for (String name : names) {
            set.addAlike(name, 0);
        }
        return set;
    }

    private void addAlike(String name, int from) {
        int hyphen = name.indexOf('-', from);
        if (hyphen < 0) {
            add(name);
            return;
        }
        addAlike(name, hyphen + 1);
        addAlike(name.substring(0, hyphen) + "_" + name.substring(hyphen + 1), hyphen + 1);
    }

    private void add(String name) {
        String[] others = byLength[name.length()];
        String[] all = Arrays.copyOf(others, others.length + 1);
        all[others.length] = name;
        byLength[name.length()] = all;
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
