package balanza.balancer.equal;

import balanza.contract.AppSettings;
import java.util.List;

/**
 * Everything that is said around a balancer on one connection of a client, but for the balancer's own part. In what the client
 * sends, <code>{app}</code> stands for the name of an app.
 *
 * @param name for people
 * @param settings of the app
 * @param nodes of the app
 * @param client what the client does; when it is through, it reads until the connection ends
 * @param tls whether the client speaks TLS
 * @param heads for each of its requests in order, whether it is a HEAD; the last one holds for all that follow
 */
record Conversation(
        String name,
        AppSettings settings,
        List<NodePart> nodes,
        boolean tls,
        List<ClientStep> client,
        List<Boolean> heads) {
    /** A last request, after which the connection ends. */
    static final String GOODBYE = "GET /api/balance/{app}/goodbye HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";

    boolean isHead(int request) {
        return heads.get(Math.min(request, heads.size() - 1));
    }

    /** Whether the client reads nothing until it says so. */
    boolean readsLate() {
        return client.stream().anyMatch(ClientStep.Read.class::isInstance);
    }

    @Override
    public String toString() {
        var unusual = settings.equals(AppSettings.DEFAULT) ? "" : "\n  " + settings;
        return name + (tls ? " by TLS" : "") + unusual + "\n  nodes " + nodes + "\n  client " + client;
    }
}
