package balanza.contract;

/** What auth can be asked. Wrong credentials and bad tokens fail with {@link ApiError#UNAUTHORIZED}. */
public sealed interface AuthRequest<R> extends Request<R> {
    /** Registers a user; fails with {@link ApiError#USER_EXISTS} if the email is taken. */
    record SignUp(Credentials credentials) implements AuthRequest<User> {
        @Override
        public boolean idempotent() {
            return false;
        }
    }

    /** Gives a token to who knows the password. Not asked twice: where hashing is slow, hashing more would make it slower. */
    record IssueToken(Credentials credentials) implements AuthRequest<Token> {
        @Override
        public boolean idempotent() {
            return false;
        }
    }

    /** Removes the user, their apps, and those apps' logs. */
    record CloseAccount(Credentials credentials) implements AuthRequest<User> {
        @Override
        public boolean idempotent() {
            return false;
        }
    }

    /** The user a token was issued to, if it is valid and they still exist. */
    record WhoIs(Token token) implements AuthRequest<User> {}

    /** Whether auth is there. */
    record CheckAuth() implements AuthRequest<Present> {}
}
