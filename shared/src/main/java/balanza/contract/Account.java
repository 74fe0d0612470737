package balanza.contract;

/**
 * A user with what auth needs to check them. Travels between registry and auth only.
 *
 * @param passwordHash in PHC string format
 * @param tokenEpoch tokens of another epoch are void
 */
public record Account(User user, String passwordHash, int tokenEpoch) {
    @Override
    public String toString() {
        return "Account[" + user + "]";
    }
}
