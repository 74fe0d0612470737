package balanza.contract;

/**
 * The registry's word on a health report.
 *
 * @param known false if there is no such app or no such node (any more)
 */
public record Noted(boolean known) {}
