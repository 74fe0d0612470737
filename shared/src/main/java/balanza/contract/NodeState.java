package balanza.contract;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What is known of a node's health. */
public enum NodeState {
    /** Passed its checks. */
    @JsonProperty("up")
    UP,
    /** Failed its checks: gets no requests. */
    @JsonProperty("down")
    DOWN,
    /** Never checked since it was registered: gets requests, and its first failing check takes it down. */
    @JsonProperty("unknown")
    UNKNOWN;

    /** Whether a node in this state gets requests. */
    public boolean routable() {
        return this != DOWN;
    }
}
