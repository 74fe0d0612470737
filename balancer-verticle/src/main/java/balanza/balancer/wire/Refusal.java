package balanza.balancer.wire;

import balanza.contract.ApiError;
import balanza.contract.ApiException;
import io.vertx.core.http.HttpServerRequest;

/** Why a request was refused before it was one; it comes out as the cause of the decoder's failure. */
public final class Refusal extends Exception {
    private final ApiException told;

    Refusal(ApiError error) {
        this(error, error.description());
    }

    Refusal(ApiError error, String exactly) {
        super(exactly, null, false, false);
        told = error.exception(exactly);
    }

    static Refusal malformed(String exactly) {
        return new Refusal(ApiError.BAD_REQUEST, exactly);
    }

    /** What the client is told whose request came to nothing in the decoder. */
    public static ApiException of(HttpServerRequest request) {
        return request.decoderResult().cause() instanceof Refusal refusal
                ? refusal.told()
                : ApiError.BAD_REQUEST.exception();
    }

    /** What the client is told. */
    public ApiException told() {
        return told;
    }
}
