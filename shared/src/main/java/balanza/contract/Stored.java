package balanza.contract;

/**
 * What became of a batch of log records.
 *
 * @param records how many are stored, now or by an earlier sending of the same batch
 * @param refused how many belong to an app that is gone, and are not kept
 */
public record Stored(int records, int refused) {}
