package balanza.contract;

/** A failure that the caller is told of. It has no stack trace: it is an answer, not a defect. */
public final class ApiException extends RuntimeException {
    private final ApiError error;

    ApiException(ApiError error, String description) {
        super(description, null, false, false);
        this.error = error;
    }

    /** Which failure. */
    public ApiError error() {
        return error;
    }

    /** What the caller is told, one sentence. */
    public String description() {
        return String.valueOf(getMessage());
    }
}
