package balanza.bench;

import balanza.bench.load.Scenario;
import balanza.bench.site.ProxyKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/** All samples of a run, in rounds: the n-th sample of each proxy was taken in the same round. */
final class Results {
    private final Map<Scenario, Map<ProxyKind, List<Sample>>> samples = new EnumMap<>(Scenario.class);

    void add(Scenario scenario, ProxyKind kind, Sample sample) {
        samples.computeIfAbsent(scenario, s -> new EnumMap<>(ProxyKind.class))
                .computeIfAbsent(kind, k -> new ArrayList<>())
                .add(sample);
    }

    /** Those that were measured, in their own order. */
    List<Scenario> scenarios() {
        return List.copyOf(samples.keySet());
    }

    /** Those that were measured in a scenario, in their own order. */
    List<ProxyKind> proxies(Scenario scenario) {
        return List.copyOf(samples.getOrDefault(scenario, Map.of()).keySet());
    }

    /** In the order in which they were taken; none if it was not measured. */
    List<Sample> of(Scenario scenario, ProxyKind kind) {
        return samples.getOrDefault(scenario, Map.of()).getOrDefault(kind, List.of());
    }

    /** Whether all its samples are worth something. */
    boolean valid(Scenario scenario, ProxyKind kind) {
        return of(scenario, kind).stream().allMatch(sample -> sample.faults().isEmpty());
    }

    /** The median over the rounds; nothing if it was not measured. */
    Optional<Double> median(Scenario scenario, ProxyKind kind, ToDoubleFunction<Sample> figure) {
        List<Sample> all = of(scenario, kind);
        return all.isEmpty()
                ? Optional.empty()
                : Optional.of(median(all.stream().mapToDouble(figure).toArray()));
    }

    /**
     * The median of the ratios within a round, so that what slows a whole round down does not count; nothing if one of the
     * two was not measured or is worth nothing.
     */
    Optional<Double> ratio(Scenario scenario, ProxyKind kind, ProxyKind to, ToDoubleFunction<Sample> figure) {
        List<Sample> above = of(scenario, kind);
        List<Sample> below = of(scenario, to);
        int rounds = Math.min(above.size(), below.size());
        if (rounds == 0 || !valid(scenario, kind) || !valid(scenario, to)) {
            return Optional.empty();
        }
        double[] ratios = new double[rounds];
        for (int round = 0; round < rounds; round++) {
            ratios[round] = figure.applyAsDouble(above.get(round)) / figure.applyAsDouble(below.get(round));
        }
        return Optional.of(median(ratios));
    }

    static double median(double... values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
