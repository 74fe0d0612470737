package balanza.bench;

import balanza.bench.load.Scenario;
import balanza.bench.load.Scenario.Trait;
import balanza.bench.load.WrkReport;
import balanza.bench.site.Balancer;
import balanza.bench.system.Memory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One load on one proxy.
 *
 * @param cpuMicros user and system time of the proxy, all its processes, from the load's start to its end
 * @param othersCpuMicros the same of the services that work for it, up to when they have nothing left to do
 * @param memory at the load's end
 * @param opened TCP connections on the whole machine, on both sides of the proxy
 * @param log what has become of the log records
 * @param quiet whether the machine became quiet afterwards
 */
record Sample(
        Scenario scenario,
        WrkReport report,
        long cpuMicros,
        long othersCpuMicros,
        Memory memory,
        long opened,
        Optional<Balancer.Figures> log,
        boolean quiet) {

    double cpuPerRequest() {
        return (double) cpuMicros / report.requests();
    }

    double othersCpuPerRequest() {
        return (double) othersCpuMicros / report.requests();
    }

    /** Of the log records that were written, how much reached the store, from 0 to 1. */
    Optional<Double> logKept() {
        return log.filter(figures -> figures.stored() + figures.dropped() > 0)
                .map(figures -> (double) figures.stored() / (figures.stored() + figures.dropped()));
    }

    /** Why the figures are worth nothing; nothing if they are worth something. */
    List<String> faults() {
        List<String> faults = new ArrayList<>();
        if (report.requests() == 0) {
            faults.add("no answers");
        }
        if (report.socketErrors() > 0) {
            faults.add(report.socketErrors() + " socket errors or time-outs");
        }
        if (report.otherStatuses() > 0) {
            faults.add(report.otherStatuses() + " answers not 2xx");
        }
        if (report.bytesRead() < (double) report.requests() * scenario.content().bytes()) {
            faults.add("answers too short");
        }
        if (scenario.has(Trait.NEW_CONNECTIONS)) {
            if (opened < report.requests()) {
                faults.add("connections kept: only " + opened + " opened for " + report.requests() + " requests");
            }
        } else if (opened > report.requests() / 10 + 4L * scenario.connections()) {
            faults.add("connections not kept: " + opened + " opened for " + report.requests() + " requests");
        }
        return faults;
    }
}
