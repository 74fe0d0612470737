package balanza.runtime;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The settings, read from environment variables: the only place that knows where they come from. Mistakes are collected,
 * so that they can be reported all at once, before anything touches the network; what a method returns after a mistake is
 * a stand-in that is never used.
 */
public final class Env {
    private final Map<String, String> values;
    private final Map<String, String> resolved = new TreeMap<>();
    private final List<String> mistakes = new ArrayList<>();

    /** @param values by name; an empty value counts as none, as docker-compose passes unset variables on */
    public Env(Map<String, String> values) {
        this.values = Map.copyOf(values);
    }

    /** The environment of this process. */
    public static Env ofProcess() {
        return new Env(System.getenv());
    }

    /** These settings, with others put in where they have none. */
    public Env withDefaults(Map<String, String> defaults) {
        Map<String, String> all = new LinkedHashMap<>(defaults);
        values.forEach((name, value) -> {
            if (!value.isBlank()) {
                all.put(name, value);
            }
        });
        return new Env(all);
    }

    /** A text, or nothing if it is not set. */
    public Optional<String> text(String name) {
        Optional<String> value = value(name);
        resolved.put(name, value.orElse(""));
        return value;
    }

    /** A text. */
    public String text(String name, String otherwise) {
        String value = value(name).orElse(otherwise);
        resolved.put(name, value);
        return value;
    }

    /** A secret, or nothing if it is not set. */
    public Optional<Secret> secret(String name) {
        Optional<Secret> value = value(name).map(Secret::new);
        resolved.put(name, value.map(Secret::toString).orElse(""));
        return value;
    }

    /** A whole number, or nothing if it is not set. */
    public Optional<Integer> whole(String name, int least, int most) {
        resolved.put(name, "");
        return value(name).map(text -> whole(name, least, least, most));
    }

    /** A whole number. */
    public int whole(String name, int otherwise, int least, int most) {
        String text = value(name).orElse(Integer.toString(otherwise));
        resolved.put(name, text);
        try {
            int value = Integer.parseInt(text);
            if (value >= least && value <= most) {
                return value;
            }
        } catch (NumberFormatException e) {
            // Reported below, like a number out of range.
        }
        mistake(name, text, "a whole number from " + least + " to " + most);
        return otherwise;
    }

    /** Whether something is {@code on} or {@code off}. */
    public boolean isOn(String name, boolean otherwise) {
        String text = value(name).orElse(otherwise ? "on" : "off");
        resolved.put(name, text);
        if (!text.equals("on") && !text.equals("off")) {
            mistake(name, text, "on or off");
        }
        return text.equals("on");
    }

    /** A duration in whole milliseconds. */
    public Duration millis(String name, int otherwise, int least, int most) {
        return Duration.ofMillis(whole(name, otherwise, least, most));
    }

    /** A duration in whole seconds. */
    public Duration seconds(String name, int otherwise, int least, int most) {
        return Duration.ofSeconds(whole(name, otherwise, least, most));
    }

    /** A duration in whole days. */
    public Duration days(String name, int otherwise, int least, int most) {
        return Duration.ofDays(whole(name, otherwise, least, most));
    }

    /** Notes that a setting cannot be used. */
    public void mistake(String name, String value, String expected) {
        mistakes.add(name + ": " + value + " (expected: " + expected + ")");
    }

    /** One sentence for each setting that cannot be used. */
    public List<String> mistakes() {
        return List.copyOf(mistakes);
    }

    /** Every setting that was asked for, by name, as it is used; secrets as {@code ***}. */
    public Map<String, String> resolved() {
        return Map.copyOf(resolved);
    }

    private Optional<String> value(String name) {
        return Optional.ofNullable(values.get(name)).map(String::strip).filter(text -> !text.isEmpty());
    }
}
