package balanza.balancer.wire;

import java.time.Duration;

/**
 * What a client's connection may use up.
 *
 * @param requestLineBytes of a request line
 * @param headersBytes of a header section
 * @param headersLines of a header section
 * @param headTimeout from a head's first byte to its last
 * @param keepAlive how long a connection may be without a request
 */
public record WireLimits(
        int requestLineBytes, int headersBytes, int headersLines, Duration headTimeout, Duration keepAlive) {
    public static final WireLimits DEFAULT =
            new WireLimits(8 * 1024, 16 * 1024, 100, Duration.ofSeconds(10), Duration.ofSeconds(60));
}
