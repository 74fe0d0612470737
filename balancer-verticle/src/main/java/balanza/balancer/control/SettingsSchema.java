package balanza.balancer.control;

import balanza.contract.HashOn;
import balanza.contract.PolicyName;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a change of an app's settings may hold; any field may be {@code null}. */
final class SettingsSchema {
    private static final int DAY_MS = 24 * 60 * 60 * 1_000;
    private static final int HOUR_MS = 60 * 60 * 1_000;
    private static final int MINUTE_MS = 60 * 1_000;

    private static final Pattern STATUSES = Pattern.compile("([1-5][0-9]{2})(?:-([1-5][0-9]{2}))?");

    private SettingsSchema() {}

    static PatchSchema patch() {
        return new PatchSchema(all(), List.of());
    }

    private static Map<String, Rule> all() {
        Map<String, Rule> all = new LinkedHashMap<>();
        all.put("policy", policy());
        all.put("hashOn", hashOn());
        all.put("sticky", Rule.trueOrFalse());
        all.put("retry", Rule.object(retry()));
        all.put("timeouts", Rule.object(timeouts()));
        all.put("limits", Rule.object(limits()));
        all.put("failOpen", Rule.trueOrFalse());
        all.put("slowStartSeconds", Rule.whole(0, 3_600));
        all.put("healthCheck", Rule.object(healthCheck()));
        return orNull(all);
    }

    private static Rule policy() {
        return Rule.oneOf(
                Arrays.stream(PolicyName.values()).map(PolicyName::toString).toList());
    }

    private static Rule hashOn() {
        return Rule.text("address, header:<name> or cookie:<name>").where(SettingsSchema::canBeHashed);
    }

    private static Map<String, Rule> retry() {
        Map<String, Rule> retry = new LinkedHashMap<>();
        retry.put("attempts", Rule.whole(1, 2));
        retry.put("budgetPercent", Rule.whole(0, 100));
        return orNull(retry);
    }

    private static Map<String, Rule> timeouts() {
        Map<String, Rule> timeouts = new LinkedHashMap<>();
        timeouts.put("connectMs", Rule.whole(10, MINUTE_MS));
        timeouts.put("answerMs", Rule.whole(10, HOUR_MS));
        timeouts.put("bodyStallMs", Rule.whole(10, HOUR_MS));
        timeouts.put("upgradedIdleMs", Rule.whole(1_000, DAY_MS));
        return orNull(timeouts);
    }

    private static Map<String, Rule> limits() {
        Map<String, Rule> limits = new LinkedHashMap<>();
        limits.put("nodeRequests", Rule.whole(1, 100_000));
        limits.put("appRequests", Rule.whole(1, 1_000_000));
        limits.put("queue", Rule.whole(0, 100_000));
        limits.put("queueMs", Rule.whole(0, MINUTE_MS));
        return orNull(limits);
    }

    private static Map<String, Rule> healthCheck() {
        Map<String, Rule> check = new LinkedHashMap<>();
        check.put("intervalSeconds", Rule.whole(1, 3_600));
        check.put("timeoutMs", Rule.whole(10, MINUTE_MS));
        check.put("rise", Rule.whole(1, 100));
        check.put("fall", Rule.whole(1, 100));
        check.put("statuses", statuses());
        return orNull(check);
    }

    private static Rule statuses() {
        return Rule.texts(1, 20, "1 to 20 statuses from 100 to 599 or ascending ranges of them, \"200\" or \"200-299\"")
                .where(value -> value instanceof Iterable<?> items && allAreStatuses(items));
    }

    private static boolean canBeHashed(Object value) {
        if (!(value instanceof String text)) {
            return false;
        }
        try {
            HashOn.of(text);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static boolean allAreStatuses(Iterable<?> items) {
        for (Object item : items) {
            Matcher matcher = STATUSES.matcher(String.valueOf(item));
            if (!matcher.matches()
                    || (matcher.group(2) != null && matcher.group(1).compareTo(matcher.group(2)) > 0)) {
                return false;
            }
        }
        return true;
    }

    private static Map<String, Rule> orNull(Map<String, Rule> rules) {
        rules.replaceAll((name, rule) -> rule.orNull());
        return rules;
    }
}
