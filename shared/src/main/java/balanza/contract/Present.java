package balanza.contract;

/** The answer of a service that is there and can work. */
public record Present() {}
