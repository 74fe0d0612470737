package balanza.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AppNameTest {
    private static final String FIRST = "ABCXYZabcxyz0189";
    private static final String REST = FIRST + "._-";
    private static final String ANY = REST + " %/\\\n\r\t\u0000?#:@+~*'\"{}\u00e9\u212a\ud83d\ude00";

    @ParameterizedTest
    @ValueSource(strings = {"a", "0", "hello", "Hello", "a.b", "a..b", "a-", "a_", "v1.2.3", "A-very_long.name"})
    void allowsPlainNames(String name) {
        assertThat(App.allowsName(name)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".",
                "..",
                "...",
                "-a",
                "_a",
                ".a",
                "%2e",
                "%2e%2e",
                "a%62",
                "a/b",
                "a\\b",
                "a b",
                " a",
                "a\n",
                "a\u0000",
                "a?x",
                "\u00e9",
                "a\u00e9",
                "\ud83d\ude00",
                "a\ud83d\ude00",
            })
    void refusesWhatCouldMeanSomethingElseInAPath(String name) {
        assertThat(App.allowsName(name)).isFalse();
    }

    @Test
    void allowsSixtyThreeCharactersAtMost() {
        assertThat(App.allowsName("a".repeat(63))).isTrue();
        assertThat(App.allowsName("a".repeat(64))).isFalse();
        assertThat(App.allowsName("a".repeat(300))).isFalse();
    }

    /** Many texts of all lengths, judged character by character instead of by a pattern. */
    @Test
    void allowsExactlyWhatTheContractSays() {
        Random random = new Random(20261122);
        for (int i = 0; i < 50_000; i++) {
            String name = text(random, random.nextInt(4) == 0 ? ANY : REST, random.nextInt(70));
            assertThat(App.allowsName(name)).as("%s", name).isEqualTo(allowed(name));
        }
    }

    private static String text(Random random, String from, int length) {
        StringBuilder text = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            text.append(from.charAt(random.nextInt(from.length())));
        }
        return text.toString();
    }

    private static boolean allowed(String name) {
        return !name.isEmpty()
                && name.length() <= 63
                && FIRST.indexOf(name.charAt(0)) >= 0
                && name.chars().allMatch(c -> REST.indexOf(c) >= 0);
    }
}
