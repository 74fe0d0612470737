package balanza.e2e;

import balanza.e2e.site.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The commands that the README tells to type, with what it says they print. */
final class Readme {
    private static final Pattern FENCE = Pattern.compile("(?ms)^```(\\w*)[^\\n]*\\n(.*?)^```$");

    private Readme() {}

    /**
     * Commands in a block marked {@code sh}.
     *
     * @param output the block marked {@code json} or {@code text} that follows; {@code …} stands for anything
     */
    record Step(String commands, Optional<String> output) {
        /** Whether {@code printed} is what the README shows, but for white space. */
        boolean shows(String printed) {
            return output.map(shown -> pattern(shown).matcher(dense(printed)).matches())
                    .orElse(true);
        }

        private static Pattern pattern(String shown) {
            return Pattern.compile(List.of(dense(shown).split("…", -1)).stream()
                    .map(Pattern::quote)
                    .collect(Collectors.joining(".*")));
        }

        private static String dense(String text) {
            return text.replaceAll("\\s", "");
        }
    }

    static List<Step> steps() throws IOException {
        List<Step> steps = new ArrayList<>();
        Matcher fence = FENCE.matcher(Files.readString(Repository.root().resolve("README.md")));
        boolean afterCommands = false;
        while (fence.find()) {
            boolean commands = fence.group(1).equals("sh");
            if (commands) {
                steps.add(new Step(fence.group(2), Optional.empty()));
            } else if (afterCommands && List.of("json", "text").contains(fence.group(1))) {
                Step last = steps.remove(steps.size() - 1);
                steps.add(new Step(last.commands(), Optional.of(fence.group(2))));
            }
            afterCommands = commands;
        }
        return steps;
    }
}
