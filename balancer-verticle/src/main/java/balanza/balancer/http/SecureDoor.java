package balanza.balancer.http;

import balanza.balancer.tls.ServerCertificate;
import balanza.balancer.wire.WireLimits;
import io.vertx.core.http.Http2Settings;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.JdkSSLEngineOptions;
import io.vertx.core.net.ServerSSLOptions;
import java.util.List;
import java.util.Set;

/** The TLS port: the same as the plain one behind TLS 1.2 or 1.3, and with HTTP/2 for those who speak it. */
public final class SecureDoor {
    private static final Set<String> TLS = Set.of("TLSv1.2", "TLSv1.3");

    private static final int STREAMS_PER_CONNECTION = 100;

    /** What a stream's sender may be ahead of us; RFC 9113 section 6.9.2 has it as the default. */
    private static final int STREAM_WINDOW_BYTES = 65_535;

    /** Of all streams together: a few uploads that nobody reads on do not hold up the others. */
    private static final int CONNECTION_WINDOW_BYTES = 8 * STREAM_WINDOW_BYTES;

    private SecureDoor() {}

    /** @param plain how the plain port treats connections */
    public static HttpServerOptions options(HttpServerOptions plain, ServerCertificate certificate, WireLimits limits) {
        int beginSeconds = (int) limits.headTimeout().toSeconds();
        HttpServerOptions options = new HttpServerOptions(plain)
                .setSsl(true)
                // To agree on keys takes a millisecond or more: all others on the event loop would wait for it.
                .setSslEngineOptions(new JdkSSLEngineOptions().setUseWorkerThread(true))
                .setSslHandshakeTimeout(beginSeconds)
                .setIdleTimeout(beginSeconds) // Until HTTP has begun: see SilenceLimit.
                .setUseAlpn(true)
                .setAlpnVersions(List.of(HttpVersion.HTTP_2, HttpVersion.HTTP_1_1))
                .setInitialSettings(new Http2Settings()
                        .setMaxConcurrentStreams(STREAMS_PER_CONNECTION)
                        .setInitialWindowSize(STREAM_WINDOW_BYTES)
                        .setMaxHeaderListSize(limits.headersBytes()))
                .setHttp2ConnectionWindowSize(CONNECTION_WINDOW_BYTES)
                .setEnabledSecureTransportProtocols(TLS);
        options.setKeyCertOptions(certificate.options());
        return options;
    }

    /** What can be changed while the port is open. */
    static ServerSSLOptions tls(ServerCertificate certificate) {
        ServerSSLOptions options = new ServerSSLOptions();
        options.setEnabledSecureTransportProtocols(TLS);
        options.setKeyCertOptions(certificate.options());
        return options;
    }
}
