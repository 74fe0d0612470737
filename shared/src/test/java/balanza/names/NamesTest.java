package balanza.names;

import static org.assertj.core.api.Assertions.assertThat;

import balanza.names.Name.Answer;
import java.util.List;
import org.junit.jupiter.api.Test;

class NamesTest {
    private final Names names = new Names(100);

    @Test
    void letsGoOfWhatIsSpentAsOthersCome() {
        for (int i = 0; i < 50; i++) {
            answered("old" + i, 0);
        }
        for (int i = 0; i < 25; i++) {
            answered("new" + i, Name.KEPT_MS);
        }

        assertThat(names.size()).isEqualTo(25);
        assertThat(names.get("new0")).isNotNull();
    }

    @Test
    void keepsWhatIsInUse() {
        Name used = answered("used", 0);
        for (int i = 0; i < 1_000; i++) {
            long now = i * 1_000L;
            used.answer = new Answer(List.of(), now);
            answered("other" + i, now);
        }

        assertThat(names.get("used")).isSameAs(used);
        assertThat(names.size()).isLessThanOrEqualTo(100);
    }

    private Name answered(String host, long now) {
        Name name = names.of(host, now);
        name.answer = new Answer(List.of(), now);
        return name;
    }
}
