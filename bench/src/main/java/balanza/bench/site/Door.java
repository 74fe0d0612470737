package balanza.bench.site;

import balanza.bench.load.Scenario;
import balanza.bench.load.Scenario.Trait;
import java.net.URI;
import java.util.Optional;

/**
 * Where a proxy takes requests: the start of the URI, to which the content's path is added.
 *
 * @param plain for the two nodes
 * @param secure for the same with TLS
 * @param slow for two nodes, one of which is slow
 */
public record Door(String plain, Optional<String> secure, Optional<String> slow) {
    /** On three ports of this machine. */
    static Door atPorts(int plain, int secure, int slow) {
        return new Door(
                "http://127.0.0.1:" + plain,
                Optional.of("https://127.0.0.1:" + secure),
                Optional.of("http://127.0.0.1:" + slow));
    }

    /** What is to be asked; nothing if the proxy cannot take part. */
    public Optional<URI> target(Scenario scenario) {
        Optional<String> start = Optional.of(plain);
        if (scenario.has(Trait.TLS)) {
            start = secure;
        } else if (scenario.has(Trait.SLOW_NODE)) {
            start = slow;
        }
        return start.map(uri -> URI.create(uri + scenario.content().path()));
    }
}
