package balanza.contract;

/**
 * What stays of an app that was removed, so that late news of it is known to be late.
 *
 * @param id the app that was removed
 * @param revision of the removal; see {@link App#revision}
 */
public record Tombstone(AppId id, String name, long revision) {}
