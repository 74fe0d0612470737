package balanza.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LoggingTest {
    private static final String SETTING = "org.slf4j.simpleLogger.log.io.vertx.core.net.impl.ConnectionBase";

    @AfterEach
    void forget() {
        System.getProperties().stringPropertyNames().stream()
                .filter(name -> name.startsWith("org.slf4j.simpleLogger."))
                .forEach(System::clearProperty);
    }

    @ParameterizedTest
    @CsvSource({"error, off", "warn, off", "info, off", "debug,", "trace,"})
    void whatStrangersSendIsNoErrorOfOurs(String level, String expected) {
        Logging.configure(new Env(Map.of("LOG_LEVEL", level)));
        assertThat(System.getProperty(SETTING)).isEqualTo(expected);
    }
}
