package balanza.contract;

/**
 * Someone who may own apps.
 *
 * @param email in lower case
 */
public record User(UserId id, String email) {}
