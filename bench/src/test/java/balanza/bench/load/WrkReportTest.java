package balanza.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class WrkReportTest {
    private static final String WELL = """
            Running 5s test @ http://127.0.0.1:20001/1k
              2 threads and 64 connections
              Thread Stats   Avg      Stdev     Max   +/- Stdev
                Latency     1.33ms  842.55us  22.43ms   87.70%
                Req/Sec    24.74k     1.88k   31.02k    69.00%
              Latency Distribution
                 50%  980.00us
                 75%    1.63ms
                 90%    2.24ms
                 99%    1.02s\s
              246206 requests in 5.10s, 303.14MB read
            Requests/sec:  48279.49
            Transfer/sec:     59.44MB
            """;

    @Test
    void readsRequestsBytesAndLatenciesInAnyUnit() {
        WrkReport report = WrkReport.parse(WELL);

        assertThat(report.requests()).isEqualTo(246_206);
        assertThat(report.seconds()).isCloseTo(5.1, within(1e-9));
        assertThat(report.rate()).isCloseTo(246_206 / 5.1, within(0.01));
        assertThat(report.bytesRead()).isCloseTo(303.145 * 1024 * 1024, within(1.0));
        assertThat(report.p50Millis()).isCloseTo(0.98, within(1e-9));
        assertThat(report.p99Millis()).isCloseTo(1020, within(1e-9));
        assertThat(report.socketErrors()).isZero();
        assertThat(report.otherStatuses()).isZero();
    }

    @Test
    void countsEveryKindOfFailure() {
        WrkReport report = WrkReport.parse(WELL
                + "  Socket errors: connect 1, read 20, write 300, timeout 4000\n"
                + "  Non-2xx or 3xx responses: 77\n");

        assertThat(report.socketErrors()).isEqualTo(4321);
        assertThat(report.otherStatuses()).isEqualTo(77);
    }

    @Test
    void refusesWhatIsNoReport() {
        assertThatThrownBy(() -> WrkReport.parse("unable to connect to 127.0.0.1:1 Connection refused"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("unable to connect");
    }

    @Test
    void refusesAReportWithoutLatencies() {
        assertThatThrownBy(() -> WrkReport.parse(WELL.replace("99%", "98%")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("latency distribution");
    }
}
