package balanza.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class StatusesTest {
    @Test
    void acceptOnly200IfTheAppWantsNothingSpecial() {
        assertThat(Statuses.of(null).accept(200)).isTrue();
        assertThat(Statuses.of(List.of()).accept(200)).isTrue();
        assertThat(Statuses.of(null).accept(201)).isFalse();
        assertThat(Statuses.of(null)).hasToString("200");
    }

    @Test
    void acceptWhatIsInOneOfTheRangesEndsIncluded() {
        var statuses = Statuses.of(List.of("200-299", "304"));

        for (int accepted : new int[] {200, 250, 299, 304}) {
            assertThat(statuses.accept(accepted)).as("%s", accepted).isTrue();
        }
        for (int other : new int[] {199, 300, 303, 305, 500}) {
            assertThat(statuses.accept(other)).as("%s", other).isFalse();
        }
        assertThat(statuses).hasToString("200-299, 304");
    }

    @Test
    void whatIsNoRangeAcceptsNothing() {
        assertThat(Statuses.of(List.of("ok", "2xx", "200-", "299-200", "0200")).accept(200))
                .isFalse();
    }
}
