package balanza.contract;

/** Every failure of the API: the HTTP status, the two-digit code, and what is said where nothing more exact is known. */
public enum ApiError {
    BAD_REQUEST(400, "01", "The request is malformed"),
    UNAUTHORIZED(401, "06", "Wrong or missing credentials"),
    APP_NOT_FOUND(404, "02", "You have no app of that name"),
    NODE_NOT_FOUND(404, "02", "The app has no such node"),
    PATH_NOT_FOUND(404, "07", "There is nothing at that path"),
    METHOD_NOT_ALLOWED(405, "07", "That method is not allowed here"),
    REQUEST_TIMEOUT(408, "08", "The request did not come in time"),
    USER_EXISTS(409, "02", "That email is already registered"),
    APP_EXISTS(409, "02", "That app is already registered"),
    NODE_EXISTS(409, "02", "That node is already registered"),
    NO_ENDPOINTS(409, "03", "No endpoints registered for that app"),
    ATTEMPTS_EXHAUSTED(412, "04", "We can not request the app in two attempts"),
    CHANGED_MEANWHILE(412, "11", "The app has changed since you read it: read it again"),
    BODY_TOO_LARGE(413, "08", "The body is too large"),
    URI_TOO_LONG(414, "08", "The request line is too long"),
    NOT_JSON(415, "01", "The body must be application/json"),
    LIMIT_REACHED(429, "09", "A limit is reached"),
    HEADERS_TOO_LARGE(431, "08", "The header section is too large"),
    DEFECT(500, "99", "Something went wrong on our side"),
    NODE_FAILED(502, "05", "The node failed after the request was sent; it may have been done"),
    UNAVAILABLE(503, "10", "A service is away, try again; if this was a change, read to see whether it was made"),
    OVERLOADED(503, "10", "Too many requests are under way, try again"),
    NODE_TIMED_OUT(504, "05", "The node did not answer in time; the request may have been done"),
    LOOP(508, "05", "The request has already been through this balancer");

    private final int status;
    private final String code;
    private final String description;

    ApiError(int status, String code, String description) {
        this.status = status;
        this.code = code;
        this.description = description;
    }

    /** The HTTP status, RFC 9110 section 15. */
    public int status() {
        return status;
    }

    /** The two digits that tell failures of one status apart. */
    public String code() {
        return code;
    }

    /** One sentence for people. */
    public String description() {
        return description;
    }

    /** Whether it makes sense to try the same again later, so that the answer carries {@code Retry-After}. */
    public boolean passes() {
        return this == UNAVAILABLE || this == OVERLOADED || this == LIMIT_REACHED;
    }

    /** This failure, with its own description. */
    public ApiException exception() {
        return new ApiException(this, description);
    }

    /** This failure, described more exactly. */
    public ApiException exception(String exactly) {
        return new ApiException(this, exactly);
    }
}
