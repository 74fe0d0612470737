package balanza.balancer.lane;

import static org.assertj.core.api.Assertions.assertThat;

import balanza.balancer.Balancer;
import balanza.balancer.RawNode;
import org.junit.jupiter.api.Test;

class RepeatedInLaneTest {
    private static final int RUNS = 30;

    /** Both nodes are surely picked first, some time or other. */
    @Test
    void whoseRequestIsRepeatedIsInTheLaneStill() throws Exception {
        try (var balancer = Balancer.ready();
                var alive = RawNode.saying("hello");
                var client = balancer.connect()) {
            var app = balancer.app(RawNode.refusing(), alive.endpoint());
            for (int i = 0; i < RUNS; i++) {
                client.send("GET /api/balance/" + app + "/ HTTP/1.1\r\nHost: x\r\n\r\n");
                assertThat(client.answer().body()).isEqualTo("hello");
            }

            assertThat(balancer.figure("lane_requests")).isEqualTo(RUNS);
        }
    }
}
