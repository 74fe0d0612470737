package balanza.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.Security;
import org.junit.jupiter.api.Test;

class NameCacheTest {
    @Test
    void theJdkKeepsNoAnswersInAProcessOfOurs() throws Exception {
        Class.forName(Main.class.getName());

        assertThat(Security.getProperty("networkaddress.cache.ttl")).isEqualTo("0");
        assertThat(Security.getProperty("networkaddress.cache.negative.ttl")).isEqualTo("0");
    }
}
