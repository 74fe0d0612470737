package balanza.balancer.strict;

import static org.assertj.core.api.Assertions.assertThat;

import balanza.balancer.Balancer;
import balanza.balancer.RawNode;
import balanza.balancer.Wire;
import balanza.balancer.strict.OddAnswer.Asking;
import balanza.balancer.strict.OddAnswer.Expected;
import balanza.balancer.strict.OddAnswer.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Many clients at once, some of whom get odd answers: nobody else gets any part of them. */
class OddCrowdTest {
    private static final int CLIENTS = 8;
    private static final int REQUESTS = 150;

    /** Of what can be told apart from a good answer before the connection is used again. */
    private static final List<OddAnswer> ODD =
            OddAnswers.all().stream().filter(OddCrowdTest::showsAtOnce).toList();

    @Test
    void everyClientGetsItsOwnAnswer() throws Exception {
        var crowd = Executors.newFixedThreadPool(CLIENTS);
        try (var balancer = Balancer.ready();
                var node = RawNode.playing((wire, self) -> serve(wire))) {
            var app = "/api/balance/" + balancer.app(node.endpoint());
            var clients = new ArrayList<Callable<List<String>>>();
            for (int i = 0; i < CLIENTS; i++) {
                var seed = i;
                clients.add(() -> strangers(balancer, app, seed));
            }
            for (var strangers : crowd.invokeAll(clients, 60, TimeUnit.SECONDS)) {
                assertThat(strangers.get()).isEmpty();
            }
        } finally {
            crowd.shutdownNow();
        }
    }

    /** What one client saw that was not for it. */
    private static List<String> strangers(Balancer balancer, String app, int seed) throws Exception {
        var random = new Random(seed);
        var strangers = new ArrayList<String>();
        for (int i = 0; i < REQUESTS; i++) {
            var odd = random.nextBoolean();
            var path = odd ? OddNode.ODD + random.nextInt(ODD.size()) : "/probe-" + seed + "-" + i;
            try (var client = balancer.connect()) {
                client.send("GET " + app + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
                var seen = client.rest();
                if (seen.contains(OddAnswer.POISON) || (!odd && !seen.endsWith("\r\n\r\n" + path))) {
                    strangers.add(path + " saw " + seen);
                }
            }
        }
        return strangers;
    }

    private static void serve(Wire balancer) throws Exception {
        for (; ; ) {
            var path = balancer.head().split(" ", 3)[1];
            if (path.startsWith(OddNode.ODD)) {
                ODD.get(Integer.parseInt(path.substring(OddNode.ODD.length()))).play(balancer, () -> {});
            } else {
                balancer.send("HTTP/1.1 200 OK\r\nContent-Length: " + path.length() + "\r\n\r\n" + path);
            }
        }
    }

    private static boolean showsAtOnce(OddAnswer odd) {
        var good = odd.expected() instanceof Expected.Relayed && odd.rule() != 12;
        var oneStep = odd.steps().size() == 1 && odd.steps().get(0) instanceof Step.Send;
        return odd.asking() == Asking.GET && (oneStep || !good);
    }
}
