package balanza.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import balanza.e2e.site.Answer;
import balanza.e2e.site.Client;
import balanza.e2e.site.Deployment;
import balanza.e2e.site.Nodes;
import balanza.e2e.site.OverEveryDeployment;
import balanza.e2e.site.Poll;
import balanza.e2e.site.RawNode;
import balanza.e2e.site.Tenant;
import balanza.e2e.site.TestNode;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two attempts on two different nodes, where the second can do no harm. */
@OverEveryDeployment
class RetriesIT {
    private static final Duration PROBE_LIMIT = Duration.ofSeconds(10);
    private static final int ENOUGH_TO_MEET_BOTH = 40;

    @RegisterExtension
    final Nodes nodes = new Nodes();

    private final Client client;
    private final Tenant tenant;

    RetriesIT(Deployment deployment) {
        client = deployment.site().client();
        tenant = deployment.tenant();
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "OPTIONS", "PUT", "DELETE"})
    void whatMayBeDoneTwiceGoesToTheOtherNode(String method) {
        RawNode drops = nodes.dropping();
        TestNode works = nodes.saying("hello");
        String app = tenant.newApp(drops.port(), works.port());

        assertThat(ask(method, app)).extracting(Answer::body).containsOnly("hello");

        assertThat(drops.heads()).isNotEmpty();
        assertThat(works.requests()).isEqualTo(ENOUGH_TO_MEET_BOTH);
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PATCH", "BREW"})
    void whatMayNotBeDoneTwiceIsNeverRepeatedOnceItWasSent(String method) {
        RawNode drops = nodes.dropping();
        TestNode works = nodes.saying("hello");
        String app = tenant.newApp(drops.port(), works.port());

        List<Answer> answers = ask(method, app);

        assertThat(drops.heads().size() + works.requests()).isEqualTo(ENOUGH_TO_MEET_BOTH);
        assertThat(answers).filteredOn(answer -> answer.status() == 200).hasSize((int) works.requests());
        assertThat(answers)
                .filteredOn(answer -> answer.status() != 200)
                .isNotEmpty()
                .extracting(Answer::failure)
                .containsOnly("502/05");
    }

    @Test
    void aPutWithABodyIsNotRepeated() {
        RawNode drops = nodes.dropping();
        String app = tenant.newApp(drops.port(), nodes.dropping().port());

        assertThat(client.call("PUT", "/api/balance/" + app).body("once").send().failure())
                .isEqualTo("502/05");
    }

    @Test
    void twoAttemptsGoToTwoDifferentNodes() {
        RawNode one = nodes.dropping();
        RawNode two = nodes.dropping();
        RawNode three = nodes.dropping();
        String app = tenant.newApp(one.port(), two.port(), three.port());

        Answer answer = client.balance(app, "/");

        assertThat(answer.status()).isEqualTo(412);
        assertThat(answer.body())
                .isEqualTo("{\"status_code\":\"412\",\"error\":\"04\","
                        + "\"description\":\"We can not request the app in two attempts\"}");
        assertThat(List.of(one.heads().size(), two.heads().size(), three.heads().size()))
                .containsExactlyInAnyOrder(0, 1, 1);
    }

    @Test
    void anOnlyNodeIsTriedOnce() {
        RawNode drops = nodes.dropping();
        String app = tenant.newApp(drops.port());

        assertThat(client.balance(app, "/").failure()).isEqualTo("412/04");
        assertThat(drops.heads()).hasSize(1);
        assertThat(client.call("POST", "/api/balance/" + app).send().failure()).isEqualTo("502/05");
    }

    @Test
    void whatIsNoHttpIsNoAnswer() {
        RawNode garbage = nodes.sending("garbage\r\n\r\n");
        TestNode works = nodes.saying("hello");
        String app = tenant.newApp(garbage.port(), works.port());

        assertThat(ask("GET", app)).extracting(Answer::body).containsOnly("hello");
        assertThat(garbage.heads()).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "POST", "PATCH"})
    void whatWasNeverSentGoesToTheOtherNodeWhateverItIs(String method) {
        TestNode refuses = nodes.saying("never");
        TestNode works = nodes.saying("hello");
        String app = tenant.newApp(refuses.port(), works.port());
        Poll.until(
                PROBE_LIMIT, () -> assertThat(tenant.state(app, refuses.port())).isEqualTo("up"));

        refuses.close();

        assertThat(ask(method, app)).extracting(Answer::body).containsOnly("hello");
    }

    @Test
    void whenNoNodeCanBeReachedThatIsSaid() {
        TestNode one = nodes.saying("never");
        TestNode two = nodes.saying("never");
        String app = tenant.newApp(one.port(), two.port());
        Poll.until(PROBE_LIMIT, () -> {
            assertThat(tenant.state(app, one.port())).isEqualTo("up");
            assertThat(tenant.state(app, two.port())).isEqualTo("up");
        });

        one.close();
        two.close();

        assertThat(client.call("POST", "/api/balance/" + app).send().failure()).isEqualTo("412/04");
        Poll.until(PROBE_LIMIT, () -> assertThat(client.balance(app, "/").failure())
                .isEqualTo("409/03"));
    }

    private List<Answer> ask(String method, String app) {
        return IntStream.range(0, ENOUGH_TO_MEET_BOTH)
                .mapToObj(i -> client.call(method, "/api/balance/" + app).send())
                .toList();
    }
}
