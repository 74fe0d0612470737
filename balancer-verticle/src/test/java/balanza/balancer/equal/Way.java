package balanza.balancer.equal;

import balanza.balancer.Balancer;
import balanza.balancer.Certificates;
import balanza.balancer.RawNode;
import java.io.Closeable;
import java.io.IOException;
import java.util.Map;

/**
 * A balancer by which conversations go.
 *
 * @param tlsPort where it speaks TLS
 */
record Way(Balancer balancer, int tlsPort) implements Closeable {
    /** So long that no busy machine makes a difference. */
    private static final String MILLIS = "20000";

    /** @param fastLane whether it has one, as the setting says it */
    static Way of(String fastLane) throws IOException {
        int tlsPort = RawNode.freePort();
        var settings = Map.of(
                "FAST_LANE", fastLane,
                "CONNECT_TIMEOUT_MILLIS", MILLIS,
                "TLS_PORT", Integer.toString(tlsPort),
                "TLS_CERT_FILE", Certificates.ONE.certificate().toString(),
                "TLS_KEY_FILE", Certificates.ONE.key().toString());
        return new Way(Balancer.ready(settings), tlsPort);
    }

    @Override
    public void close() {
        balancer.close();
    }
}
