package balanza.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import balanza.e2e.site.Client;
import balanza.e2e.site.FourJvms;
import balanza.e2e.site.Nodes;
import balanza.e2e.site.RawClient;
import balanza.e2e.site.RawNode;
import balanza.e2e.site.Sites;
import balanza.e2e.site.Tenant;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A body of a gibibyte or two passes through a balancer whose heap has not a tenth of that; half-way, with the other side
 * reading no further, and afterwards there lives no more on the heap than before.
 */
class LargeBodiesIT {
    private static final Logger LOG = LoggerFactory.getLogger(LargeBodiesIT.class);
    private static final long GIBIBYTE = 1L << 30;
    private static final long CHUNK = 1L << 18;
    private static final long HALF = GIBIBYTE / 2;
    private static final long FLAT_BYTES = 12L << 20;

    @RegisterExtension
    final Nodes nodes = new Nodes();

    private final FourJvms site = Sites.fourJvms();
    private final Client client = site.client();
    private final Tenant tenant = Sites.tenantOf(site);

    @Test
    void aDownloadLeavesTheHeapFlat() {
        RawNode node = nodes.playing(peer -> {
            peer.send("HTTP/1.1 200 OK\r\nContent-Length: " + GIBIBYTE + "\r\n\r\n");
            peer.pour(GIBIBYTE);
        });
        String app = tenant.newApp(node.port());
        long before = heap();

        try (RawClient connection = client.raw()) {
            connection.send("GET /api/balance/" + app + "/large HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
            connection.readTo("\r\n\r\n");
            connection.drain(HALF);
            assertThat(heap() - before).isLessThan(FLAT_BYTES);
            connection.drain(HALF);
            assertThat(connection.drain(1)).isZero();
        }

        assertThat(heap() - before).isLessThan(FLAT_BYTES);
    }

    @Test
    void aDownloadThatAnOldClientCannotBeToldTheLengthOfLeavesTheHeapFlat() {
        RawNode node = nodes.playing(peer -> {
            peer.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
            for (long left = 2 * GIBIBYTE; left > 0; left -= CHUNK) {
                peer.send(Long.toHexString(CHUNK) + "\r\n");
                peer.pour(CHUNK);
                peer.send("\r\n");
            }
            peer.send("0\r\n\r\n");
        });
        String app = tenant.newApp(node.port());
        long before = heap();

        try (RawClient connection = client.raw()) {
            connection.send("GET /api/balance/" + app + "/large HTTP/1.0\r\n\r\n");
            assertThat(connection.readTo("\r\n\r\n").toLowerCase(Locale.ROOT))
                    .contains(" 200 ok")
                    .doesNotContain("transfer-encoding");
            connection.drain(GIBIBYTE);
            assertThat(heap() - before).isLessThan(FLAT_BYTES);
            assertThat(connection.drain(Long.MAX_VALUE)).isEqualTo(GIBIBYTE);
        }

        assertThat(heap() - before).isLessThan(FLAT_BYTES);
    }

    @Test
    void anUploadLeavesTheHeapFlat() {
        AtomicLong received = new AtomicLong();
        AtomicLong halfWay = new AtomicLong(Long.MAX_VALUE);
        RawNode node = nodes.playing(peer -> {
            received.addAndGet(peer.drain(HALF));
            halfWay.set(heap());
            received.addAndGet(peer.drain(HALF));
            peer.send("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\ndone");
        });
        String app = tenant.newApp(node.port());
        long before = heap();

        try (RawClient connection = client.raw()) {
            connection.send("PUT /api/balance/" + app + "/large HTTP/1.1\r\nHost: a\r\nContent-Length: " + GIBIBYTE
                    + "\r\nConnection: close\r\n\r\n");
            connection.pour(GIBIBYTE);
            assertThat(connection.rest().body()).isEqualTo("done");
        }

        assertThat(received.get()).isEqualTo(GIBIBYTE);
        assertThat(halfWay.get() - before).isLessThan(FLAT_BYTES);
        assertThat(heap() - before).isLessThan(FLAT_BYTES);
    }

    private long heap() {
        long bytes = site.heapBytes(FourJvms.BALANCER);
        LOG.info("{} bytes live on the balancer's heap", bytes);
        return bytes;
    }
}
