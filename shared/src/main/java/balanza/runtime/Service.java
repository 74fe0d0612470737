package balanza.runtime;

/**
 * A service that a process can run. {@link Main} finds every one that is on the class path through
 * {@link java.util.ServiceLoader}: what is on the class path is what runs.
 */
public interface Service {
    /** For logs and health, e.g. {@code "registry"}. */
    String name();

    /** Reads the settings, touching nothing else; mistakes are noted in {@code env}. */
    Start configure(Env env);
}
