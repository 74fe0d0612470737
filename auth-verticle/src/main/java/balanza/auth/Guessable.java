package balanza.auth;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Secrets that anybody would try first: examples from the manuals, and short texts written over and over until they are
 * long enough.
 */
final class Guessable {
    /** What must be left of a text once the words everybody uses are taken out. */
    private static final int LEFT_AT_LEAST = 8;

    private static final int SHORT_UNIT = 16;
    private static final Pattern WORDS =
            Pattern.compile("[^a-z0-9]|secret|change|replace|super|jwt|token|key|pass|word|"
                    + "admin|default|example|sample|test|please|string|random|your|this|that|with|least|characters?|chars?|bytes?|"
                    + "bits?|long|must|very|here|some|insert|signing|private|balanza|production|development|"
                    + "128|256|512|32|64|a(?=t|[^a-z])|is|me|my|in|it|at|an|be|to|of|or|the|and|not|for");

    private Guessable() {}

    static boolean is(String secret) {
        String text = secret.toLowerCase(Locale.ROOT);
        return repeats(text) || runs(text) || WORDS.matcher(text).replaceAll("").length() < LEFT_AT_LEAST;
    }

    /** A short text over and over; the last time may be cut off. */
    private static boolean repeats(String text) {
        for (int unit = 1; unit <= SHORT_UNIT && unit <= text.length() / 2; unit++) {
            if (text.regionMatches(unit, text, 0, text.length() - unit)) {
                return true;
            }
        }
        return false;
    }

    /** The alphabet or the digits in their order, up or down. */
    private static boolean runs(String text) {
        int steps = 0;
        for (int i = 1; i < text.length(); i++) {
            steps += Math.abs(text.charAt(i) - text.charAt(i - 1)) == 1 ? 1 : 0;
        }
        return steps > text.length() / 2;
    }
}
