package balanza.contract;

import java.util.Locale;

/**
 * An email and a plain password, on the way from the front door to auth.
 *
 * @param email lower-cased here, so that no two users differ by case alone
 */
public record Credentials(String email, String password) {
    public Credentials {
        email = email.toLowerCase(Locale.ROOT);
    }

    /** Never shows the password. */
    @Override
    public String toString() {
        return "Credentials[" + email + "]";
    }
}
