package balanza.records;

import java.util.ArrayList;
import java.util.List;

/**
 * The column of ids. Those that balancers give are a prefix, which every event loop has its own, up to and with a dash, and a counter in
 * hexadecimal digits. Such a one is 1 more than the number of its prefix, from a list, and the difference of its counter to the one before with that
 * prefix, the first to 0. Any other is 0 and a text.
 */
final class RequestIds {
    private static final char BETWEEN = '-';
    private static final int LONGEST_COUNTER = 15;
    private static final int NO_COUNTER = -1;
    /** So that ids which only look like ours do not make a list that is long to search. */
    private static final int MOST_PREFIXES = 64;

    private final List<Prefix> prefixes = new ArrayList<>(2);
    private int last;

    private static final class Prefix {
        final String text;
        long counter;

        Prefix(String text) {
            this.text = text;
        }

        boolean isOf(String id, int end) {
            return text.length() == end && id.startsWith(text);
        }
    }

    void write(String id, PackOutput out) {
        int end = id.lastIndexOf(BETWEEN) + 1;
        long counter = counter(id, end);
        int number = counter == NO_COUNTER ? MOST_PREFIXES : numberOf(id, end);
        if (number == MOST_PREFIXES) {
            out.number(0);
            out.text(id);
            return;
        }
        out.number(number + 1);
        if (number == prefixes.size()) {
            prefixes.add(new Prefix(id.substring(0, end)));
            out.text(id.substring(0, end));
        }
        Prefix prefix = prefixes.get(number);
        out.difference(counter - prefix.counter);
        prefix.counter = counter;
        last = number;
    }

    String read(PackInput in) {
        int number = in.number(prefixes.size() + 1) - 1;
        if (number < 0) {
            return in.text();
        }
        if (number == prefixes.size()) {
            prefixes.add(new Prefix(in.text()));
        }
        Prefix prefix = prefixes.get(number);
        prefix.counter += in.difference();
        return prefix.text + Long.toHexString(prefix.counter);
    }

    /** @param end of the prefix; 0 if there is none */
    private int numberOf(String id, int end) {
        if (last < prefixes.size() && prefixes.get(last).isOf(id, end)) {
            return last; // Records come in runs of one event loop.
        }
        int number = 0;
        while (number < prefixes.size() && !prefixes.get(number).isOf(id, end)) {
            number++;
        }
        return number;
    }

    /** What the digits from {@code begin} on say, if {@link Long#toHexString} would write them so. */
    private static long counter(String id, int begin) {
        int digits = id.length() - begin;
        if (begin == 0 || digits < 1 || digits > LONGEST_COUNTER || (digits > 1 && id.charAt(begin) == '0')) {
            return NO_COUNTER;
        }
        long counter = 0;
        for (int i = begin; i < id.length(); i++) {
            char digit = id.charAt(i);
            if (digit >= '0' && digit <= '9') {
                counter = counter << 4 | (digit - '0');
            } else if (digit >= 'a' && digit <= 'f') {
                counter = counter << 4 | (digit - 'a' + 10);
            } else {
                return NO_COUNTER;
            }
        }
        return counter;
    }
}
