package balanza.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import balanza.contract.Outcome;
import balanza.e2e.site.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class OutcomesDocTest {
    private static final Pattern LIST = Pattern.compile("(?s)\\| word \\|[^\\n]*\\n(.*?)\\n\\n");
    private static final Pattern FIRST_CELL = Pattern.compile("(?m)^\\|([^|]*)\\|");
    private static final Pattern WORD = Pattern.compile("`([a-z_]+)`");

    @Test
    void everyOutcomeIsDocumentedAndNoOtherIs() throws IOException {
        String document = Files.readString(Repository.root().resolve("docs/api.md"));
        List<String> documented = LIST.matcher(document)
                .results()
                .flatMap((MatchResult list) -> FIRST_CELL.matcher(list.group(1)).results())
                .flatMap((MatchResult cell) -> WORD.matcher(cell.group(1)).results())
                .map((MatchResult word) -> word.group(1))
                .toList();

        assertThat(documented)
                .containsExactlyInAnyOrderElementsOf(
                        Arrays.stream(Outcome.values()).map(Outcome::word).toList());
    }
}
