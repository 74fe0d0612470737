package balanza.monitor;

import balanza.bus.Bus;
import balanza.bus.Deadline;
import balanza.contract.Event.NodeDown;
import balanza.contract.Event.NodeUp;
import balanza.contract.NodeState;
import balanza.contract.RegistryRequest.ReportHealth;
import balanza.monitor.Outcome.Failed;
import balanza.monitor.Outcome.Passed;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says what the checks found: tells the balancers, who act at once, and asks the registry to record it. Both are said
 * again at the next check for as long as there is need, so that nothing depends on one message.
 */
final class Verdicts {
    private static final Logger LOG = LoggerFactory.getLogger(Verdicts.class);
    private static final Duration REPORT_TIMEOUT = Duration.ofSeconds(2);

    /** How many intervals a balancer keeps to a verdict of down against what the registry says. */
    private static final int HELD_INTERVALS = 2;

    private final Bus bus;

    Verdicts(Bus bus) {
        this.bus = bus;
    }

    void of(WatchedNode node, Outcome outcome) {
        if (outcome instanceof Passed passed) {
            passed(node, passed.status());
        } else if (outcome instanceof Failed failed) {
            failed(node, failed.reason());
        }
    }

    private void passed(WatchedNode node, int status) {
        NodeHealth health = node.health();
        boolean cameUp = health.passed("status " + status, node.settings().rise());
        if (cameUp) {
            LOG.info("{} is up", node);
        }
        if (health.state() == NodeState.UP && (cameUp || !health.agreed())) {
            bus.tell(new NodeUp(node.app(), node.appName(), node.id(), Instant.now()));
        }
        if (!health.agreed()) {
            report(node);
        }
    }

    /** A node that is down is reported each time: the registry removes it after it has heard so for long enough. */
    private void failed(WatchedNode node, String reason) {
        NodeHealth health = node.health();
        if (health.failed(reason, node.settings().fall())) {
            LOG.info("{} is down: {}", node, reason);
        }
        boolean down = health.state() == NodeState.DOWN;
        if (down) {
            Duration hold = node.settings().interval().multipliedBy(HELD_INTERVALS);
            bus.tell(new NodeDown(node.app(), node.appName(), node.id(), reason, Instant.now(), hold));
        }
        if (down || !health.agreed()) {
            report(node);
        }
    }

    private void report(WatchedNode node) {
        if (node.reporting()) {
            return;
        }
        NodeHealth health = node.health();
        node.reporting(true);
        bus.ask(
                        new ReportHealth(node.app(), node.appName(), node.id(), health.state(), health.reason()),
                        Deadline.in(REPORT_TIMEOUT))
                .onFailure(failure -> LOG.debug("{} could not be reported: {}", node, failure.getMessage()))
                .onComplete(answered -> node.reporting(false));
    }
}
