package balanza.monitor;

import balanza.contract.NodeState;

/** Is told by a {@link Watchlist} which nodes there are. */
interface NodeListener {
    /** A node is new here; the registry lists it as told. */
    void found(WatchedNode node, NodeState listed);

    /** A node is to be checked in another interval from now on. */
    void retimed(WatchedNode node);

    /** A node is no more. */
    void lost(WatchedNode node);
}
