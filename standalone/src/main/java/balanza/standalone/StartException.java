package balanza.standalone;

/** Why something did not start: one sentence for the person at the terminal; the cause is for the log. */
public final class StartException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    StartException(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
