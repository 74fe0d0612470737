package balanza.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import balanza.e2e.site.Client;
import balanza.e2e.site.OneJvm;
import balanza.e2e.site.Poll;
import balanza.e2e.site.Ports;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The quick start, typed as it stands but for the ports. */
class ReadmeIT {
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final Pattern NODE = Pattern.compile("balanza\\.jar node (\\d+)");
    private static final Pattern CHANGES = Pattern.compile(" -X | -d |--data| > ");

    @Test
    void whatTheReadmeTellsToTypePrintsWhatItShows() throws Exception {
        int first = Ports.free();
        int second = Ports.free();
        try (OneJvm site = OneJvm.open("readme", Map.of());
                Shell shell = new Shell()) {
            int steps = 0;
            for (Readme.Step step : Readme.steps()) {
                if (step.commands().startsWith("./run")) {
                    continue; // It runs already.
                }
                run(shell, with(step, site.client().base().getPort(), first, second));
                steps++;
            }
            assertThat(steps).isGreaterThan(3);
        }
    }

    private static void run(Shell shell, Readme.Step step) throws Exception {
        String printed = shell.type(step.commands());
        awaitNodes(step.commands());
        boolean reads =
                step.output().isPresent() && !CHANGES.matcher(step.commands()).find();
        if (reads && !step.shows(printed)) {
            // A log record takes a moment, for which a person at the keyboard need not wait.
            Poll.until(LIMIT, () -> check(step, shell.type(step.commands())));
        } else {
            check(step, printed);
        }
    }

    private static void check(Readme.Step step, String printed) {
        assertThat(step.shows(printed)).as("%s\nprinted\n%s", step, printed).isTrue();
    }

    private static void awaitNodes(String commands) {
        Matcher node = NODE.matcher(commands);
        while (node.find()) {
            Client client = new Client(URI.create("http://127.0.0.1:" + node.group(1)));
            Poll.until(LIMIT, () -> client.get("/status"));
        }
    }

    private static Readme.Step with(Readme.Step step, int port, int first, int second) {
        return new Readme.Step(
                ported(step.commands(), port, first, second),
                step.output().map(shown -> ported(shown, port, first, second)));
    }

    private static String ported(String text, int port, int first, int second) {
        return text.replaceAll("\\b5000\\b", "" + port)
                .replaceAll("\\b9001\\b", "" + first)
                .replaceAll("\\b9002\\b", "" + second);
    }
}
