package balanza.monitor;

import balanza.contract.NodeState;

/**
 * When a node counts as up and when as down. One failure may be chance, so it takes several checks in a row to change a
 * state; only a node of which nothing is known takes the first check's word.
 *
 * <p>What the registry lists is where it starts from, so that a monitor that is new to a node changes nobody's state.
 */
final class NodeHealth {
    private NodeState listed;
    private NodeState state;
    private int passes;
    private int failures;
    private String reason = "";

    NodeHealth(NodeState listed) {
        this.listed = listed;
        this.state = listed;
    }

    /** What the registry says now. Where it says something new, it knows more than this monitor does. */
    void listed(NodeState now) {
        if (now != listed) {
            listed = now;
            state = now;
        }
    }

    /** Another monitor checks the node now: what was counted here means nothing any more. */
    void forget() {
        state = listed;
        passes = 0;
        failures = 0;
    }

    /**
     * A check passed.
     *
     * @param rise how many passes in a row bring a node up, as it is set now
     * @return whether the node came up by this
     */
    boolean passed(String why, int rise) {
        passes++;
        failures = 0;
        boolean rises = state == NodeState.UNKNOWN || (state == NodeState.DOWN && passes >= rise);
        if (rises) {
            state = NodeState.UP;
            reason = why;
        }
        return rises;
    }

    /**
     * A check failed.
     *
     * @param fall how many failures in a row take a node down, as it is set now
     * @return whether the node went down by this
     */
    boolean failed(String why, int fall) {
        failures++;
        passes = 0;
        boolean falls = state == NodeState.UNKNOWN || (state == NodeState.UP && failures >= fall);
        if (falls) {
            state = NodeState.DOWN;
        }
        if (state == NodeState.DOWN) {
            reason = why;
        }
        return falls;
    }

    /** The verdict, {@link NodeState#UNKNOWN} before the first check. */
    NodeState state() {
        return state;
    }

    /** What the last verdict rests on, for people. */
    String reason() {
        return reason;
    }

    /** Whether the registry lists what was found here. */
    boolean agreed() {
        return state == listed;
    }
}
