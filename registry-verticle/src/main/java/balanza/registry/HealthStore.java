package balanza.registry;

import static balanza.registry.AppDocument.APPS;
import static balanza.registry.AppDocument.changing;
import static balanza.registry.AppDocument.date;
import static balanza.registry.AppDocument.live;
import static balanza.registry.AppDocument.word;

import balanza.contract.App;
import balanza.contract.Node;
import balanza.contract.NodeState;
import balanza.contract.RegistryRequest.ReportHealth;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.mongo.FindOptions;
import io.vertx.ext.mongo.MongoClient;
import io.vertx.ext.mongo.UpdateOptions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * What is known of the nodes' health. A report fits one node of one app for ever: a late one touches nothing that was
 * registered since under the same name or at the same place.
 */
final class HealthStore {
    private final MongoClient mongo;
    private final InstantSource clock;
    private final Duration eviction;

    /** @param eviction how long a node is down before it is removed; zero for at once */
    HealthStore(MongoClient mongo, InstantSource clock, Duration eviction) {
        this.mongo = mongo;
        this.clock = clock;
        this.eviction = eviction;
    }

    /** The node as it is recorded; nothing if there is no such app or node (any more). */
    Future<Optional<Node>> find(ReportHealth report) {
        JsonObject thatNode = new JsonObject()
                .put("$elemMatch", new JsonObject().put("id", report.node().value()));
        return mongo.findOne(
                        APPS,
                        live(report.appName(), report.app()).put("nodes", thatNode),
                        new JsonObject().put("nodes", thatNode))
                .map(found -> Optional.ofNullable(found).flatMap(document -> AppDocument.nodes(document).stream()
                        .filter(node -> node.id().equals(report.node()))
                        .findFirst()));
    }

    /** @return the app as it now is; nothing if the node is gone or is in that state already */
    Future<Optional<App>> record(ReportHealth report) {
        JsonObject otherState = new JsonObject()
                .put("id", report.node().value())
                .put("state", new JsonObject().put("$ne", word(report.state())));
        JsonObject verdict = new JsonObject()
                .put("nodes.$[it].state", word(report.state()))
                .put("nodes.$[it].since", date(clock.instant()))
                .put("nodes.$[it].reason", report.reason());
        JsonObject it = new JsonObject().put("it.id", report.node().value());
        UpdateOptions ofThatNode = returningNew().setArrayFilters(new JsonArray().add(it));
        return change(report, otherState, new JsonObject().put("$set", verdict), ofThatNode);
    }

    /** Whether the node has been down for so long that it is to be removed. */
    boolean overdue(Node node) {
        return node.state() == NodeState.DOWN && !node.since().isAfter(latestDown());
    }

    /** @return the app as it now is; nothing if the node is gone, or not down, or not for long enough */
    Future<Optional<App>> evict(ReportHealth report) {
        JsonObject thatNode = new JsonObject().put("id", report.node().value());
        JsonObject longDown = thatNode.copy()
                .put("state", word(NodeState.DOWN))
                .put("since", new JsonObject().put("$lte", date(latestDown())));
        return change(
                report,
                longDown,
                new JsonObject().put("$pull", new JsonObject().put("nodes", thatNode)),
                returningNew());
    }

    private Instant latestDown() {
        return clock.instant().minus(eviction);
    }

    private Future<Optional<App>> change(
            ReportHealth report, JsonObject node, JsonObject update, UpdateOptions options) {
        JsonObject where = live(report.appName(), report.app()).put("nodes", new JsonObject().put("$elemMatch", node));
        return mongo.findOneAndUpdateWithOptions(APPS, where, changing(update), new FindOptions(), options)
                .map(changed -> Optional.ofNullable(changed).map(AppDocument::app));
    }

    private static UpdateOptions returningNew() {
        return new UpdateOptions().setReturningNewDocument(true);
    }
}
