package balanza.balancer.control;

import balanza.contract.Node;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a change of a node may hold. */
final class NodeSchema {
    /** As a node's state: it gets no more requests. */
    static final String DRAIN = "drain";

    private NodeSchema() {}

    static PatchSchema patch() {
        Map<String, Rule> fields = new LinkedHashMap<>();
        fields.put("host", Rule.text("a host name, an IPv4 or an IPv6 address"));
        fields.put("port", Rule.whole(1, 65_535));
        fields.put("statuspath", Rule.text("a path, as a string"));
        fields.put("weight", Rule.whole(0, Node.MAX_WEIGHT));
        fields.put("state", Rule.oneOf(List.of(DRAIN, "active")));
        return new PatchSchema(fields, List.of("host", "port"));
    }
}
