package balanza.registry;

import balanza.contract.AppId;
import balanza.contract.UserId;

/** An app without nodes, as it was at that revision. */
record Orphan(AppId id, String name, UserId owner, long revision) {}
