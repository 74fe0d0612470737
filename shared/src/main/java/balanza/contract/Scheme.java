package balanza.contract;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How a node is spoken to. */
public enum Scheme {
    /** In the clear. */
    @JsonProperty("http")
    HTTP,
    /** Over TLS; the node's certificate must be good for its host. */
    @JsonProperty("https")
    HTTPS
}
