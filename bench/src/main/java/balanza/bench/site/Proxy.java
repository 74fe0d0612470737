package balanza.bench.site;

import balanza.bench.system.ProcessTree;
import java.util.Optional;

/**
 * A proxy that runs.
 *
 * @param own what it costs
 * @param others what it makes others do, who could be on other machines
 * @param balancer what it tells of itself, if it is ours
 */
public record Proxy(
        ProxyKind kind, Door door, ProcessTree own, Optional<ProcessTree> others, Optional<Balancer> balancer) {
    static Proxy alone(ProxyKind kind, Door door, ProcessTree own) {
        return new Proxy(kind, door, own, Optional.empty(), Optional.empty());
    }
}
