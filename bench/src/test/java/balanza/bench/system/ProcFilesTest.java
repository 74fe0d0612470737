package balanza.bench.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ProcFilesTest {
    @Test
    void aProcessPaysForItsThreadsAndForChildrenThatHaveEnded() {
        String line =
                "4242 (java) S 1 4242 4242 0 -1 4194560 9999 55 7 8 1500 250 30 4 20 0 24 0 88 4096 77 18446744073709551615\n";

        assertThat(ProcessStat.parse(line).ticks()).isEqualTo(1500 + 250 + 30 + 4);
    }

    @Test
    void aCommandMayBeNamedLikeFields() {
        String line = "7 (a) 1 2 (b) S 1 4242 4242 0 -1 4194560 9999 55 7 8 1 2 3 4 20 0";

        assertThat(ProcessStat.parse(line).ticks()).isEqualTo(10);
    }

    @Test
    void aLineThatIsCutOffIsRefused() {
        assertThatThrownBy(() -> ProcessStat.parse("7 (java) S 1 2 3")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void memoryIsReadInBothWaysOfCounting() {
        String rollup = """
                55d0c0a00000-7ffd3a5f9000 ---p 00000000 00:00 0                          [rollup]
                Rss:              117100 kB
                Pss:               98765 kB
                Pss_Dirty:         80000 kB
                Shared_Clean:      20000 kB
                """;

        assertThat(Memory.parse(rollup)).isEqualTo(new Memory(98_765, 117_100));
    }

    @Test
    void openedConnectionsAreFoundByTheColumnsName() {
        String snmp = """
                Ip: Forwarding DefaultTTL
                Ip: 1 64
                Tcp: RtoAlgorithm RtoMin RtoMax MaxConn ActiveOpens PassiveOpens
                Tcp: 1 200 120000 -1 123456 654321
                Udp: InDatagrams
                Udp: 5
                """;

        assertThat(TcpOpens.parse(snmp)).isEqualTo(123_456);
    }

    @Test
    void busyIsAllThatIsNeitherIdleNorWaitingForADisk() {
        String stat = "cpu  100 20 30 4000 500 6 7 8 900 1000\ncpu0 1 2 3 4 5 6 7 8 9 10\n";

        assertThat(Quiet.busyTicks(stat)).isEqualTo(100 + 20 + 30 + 6 + 7 + 8);
    }

    @Test
    void aNameIsFoundWithAnySeparator() {
        String text = "vendor_id\t: GenuineIntel\nmodel name\t: Some CPU @ 3:00\nmodel name\t: Other\n";

        assertThat(Machine.value(text, "model name", ":")).isEqualTo("Some CPU @ 3:00");
        assertThat(Machine.value(text, "absent", ":")).isEqualTo("unknown");
    }
}
