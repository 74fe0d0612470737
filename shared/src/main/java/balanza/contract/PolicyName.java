package balanza.contract;

import com.fasterxml.jackson.annotation.JsonProperty;

/** The policies by which a node is chosen, as the API names them. */
public enum PolicyName {
    /** By chance, by weight. */
    @JsonProperty("random")
    RANDOM("random"),
    /** In turns, by weight. */
    @JsonProperty("round-robin")
    ROUND_ROBIN("round-robin"),
    /** The one of two with fewer requests in flight, by weight. */
    @JsonProperty("least-requests")
    LEAST_REQUESTS("least-requests"),
    /** The one of two that lately answered faster, counting what it has in flight. */
    @JsonProperty("peak-ewma")
    PEAK_EWMA("peak-ewma"),
    /** Always the same for the same client, header or cookie. */
    @JsonProperty("hash")
    HASH("hash");

    private final String word;

    PolicyName(String word) {
        this.word = word;
    }

    /** As the API writes it. */
    @Override
    public String toString() {
        return word;
    }
}
