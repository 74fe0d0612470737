package balanza.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import balanza.e2e.site.Client;
import balanza.e2e.site.Deployment;
import balanza.e2e.site.Nodes;
import balanza.e2e.site.OverEveryDeployment;
import balanza.e2e.site.RawAnswer;
import balanza.e2e.site.RawClient;
import balanza.e2e.site.RawNode;
import balanza.e2e.site.Tenant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Bodies pass through as they come. */
@OverEveryDeployment
class StreamingIT {
    private static final int LIMIT_SECONDS = 10;

    @RegisterExtension
    final Nodes nodes = new Nodes();

    private final Client client;
    private final Tenant tenant;

    StreamingIT(Deployment deployment) {
        client = deployment.site().client();
        tenant = deployment.tenant();
    }

    @Test
    void aNodeReadsTheBeginningOfABodyBeforeTheRestIsSent() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        RawNode node = nodes.playing(peer -> {
            peer.readTo("first;");
            begun.countDown();
            peer.readTo("last.");
            peer.send("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\ndone");
        });
        String app = tenant.newApp(node.port());

        try (RawClient connection = client.raw()) {
            connection.send("POST /api/balance/" + app + " HTTP/1.1\r\nHost: a\r\nContent-Length: 11\r\n"
                    + "Connection: close\r\n\r\nfirst;");
            assertThat(begun.await(LIMIT_SECONDS, TimeUnit.SECONDS)).isTrue();
            assertThat(connection.send("last.").rest().body()).isEqualTo("done");
        }
    }

    @Test
    void aChunkedBodyReachesTheNodeAsItComes() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        RawNode node = nodes.playing(peer -> {
            peer.readTo("first;");
            begun.countDown();
            peer.readTo("last.");
            peer.readTo("0\r\n\r\n");
            peer.send("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\ndone");
        });
        String app = tenant.newApp(node.port());

        try (RawClient connection = client.raw()) {
            connection.send("POST /api/balance/" + app + " HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n"
                    + "Connection: close\r\n\r\n6\r\nfirst;\r\n");
            assertThat(begun.await(LIMIT_SECONDS, TimeUnit.SECONDS)).isTrue();
            assertThat(connection.send("5\r\nlast.\r\n0\r\n\r\n").rest().body()).isEqualTo("done");
        }
    }

    @Test
    void aClientReadsTheBeginningOfAnAnswerBeforeTheRestIsSent() {
        CountDownLatch read = new CountDownLatch(1);
        RawNode node = nodes.playing(peer -> {
            peer.send("HTTP/1.1 200 OK\r\nContent-Length: 11\r\n\r\nfirst;");
            await(read);
            peer.send("last.");
        });
        String app = tenant.newApp(node.port());

        try (RawClient connection = client.raw()) {
            connection.send("GET /api/balance/" + app + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
            connection.readTo("first;");
            read.countDown();
            connection.readTo("last.");
        }
    }

    @Test
    void anAnswerWithoutLengthEndsWithItsConnection() {
        RawNode node = nodes.sending("HTTP/1.1 200 OK\r\n\r\nall that there is");

        assertThat(client.balance(tenant.newApp(node.port()), "").body()).isEqualTo("all that there is");
    }

    @Test
    void anAnswerThatWasCutLooksCut() {
        RawNode node = nodes.sending("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhello");
        RawNode chunked = nodes.sending("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n");

        assertThat(cut(tenant.newApp(node.port())).body()).isIn("hello", "");
        assertThat(cut(tenant.newApp(chunked.port())).body()).doesNotContain("0\r\n\r\n");
    }

    private RawAnswer cut(String app) {
        try (RawClient connection = client.raw()) {
            return connection.exchange("GET", "/api/balance/" + app);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(LIMIT_SECONDS, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
