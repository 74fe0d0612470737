package balanza.contract;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/**
 * What became of an attempt or a request, as the access log says it: a closed list.
 *
 * <p>Source of {@link #proxyError}: RFC 9209 section 2.3.
 */
public enum Outcome {
    /** The node answered, and the answer went through whole. */
    ANSWERED(""),
    /** The app has no node that could be asked. */
    NO_NODES("destination_unavailable"),
    /** The node's host could not be resolved. */
    NO_ADDRESS("dns_error"),
    /** The node refused the connection. */
    CONNECT_REFUSED("connection_refused"),
    /** The node did not take the connection in time. */
    CONNECT_TIMEOUT("connection_timeout"),
    /** The node could not be reached, for another reason. */
    CONNECT_FAILED("destination_ip_unroutable"),
    /** There was no TLS with the node, or its certificate was not good. */
    TLS_FAILED("tls_protocol_error"),
    /** The node broke the connection. */
    RESET("connection_terminated"),
    /** The node did not begin to answer in time. */
    RESPONSE_TIMEOUT("connection_read_timeout"),
    /** The node's answer stood still for too long. */
    RESPONSE_STALLED("connection_read_timeout"),
    /** The node's answer was not HTTP as it must be. */
    MALFORMED("http_protocol_error"),
    /** The node was found down while it was asked. */
    NODE_DOWN("destination_unavailable"),
    /** As many requests were under way as may be. */
    OVERFLOW("connection_limit_reached"),
    /** It might have been tried again, but too much was tried again lately. */
    RETRY_BUDGET("destination_unavailable"),
    /** The client went away. */
    CLIENT_GONE("http_request_error"),
    /** The client's body stood still for too long. */
    REQUEST_STALLED("http_request_error"),
    /** The client's request could not be taken. */
    REFUSED("http_request_error"),
    /** The request had been here before. */
    LOOP("proxy_loop_detected"),
    /** A defect of ours. */
    DEFECT("proxy_internal_error");

    private final String proxyError;

    Outcome(String proxyError) {
        this.proxyError = proxyError;
    }

    /** The error of the {@code Proxy-Status} field; empty if there is none. */
    public String proxyError() {
        return proxyError;
    }

    /** As the access log has it. */
    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The outcome of a word; {@link #DEFECT} for one of a later version, so that its records are not lost. */
    @JsonCreator
    public static Outcome of(String word) {
        for (Outcome outcome : values()) {
            if (outcome.word().equals(word)) {
                return outcome;
            }
        }
        return DEFECT;
    }
}
