package balanza.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import balanza.e2e.site.Answer;
import balanza.e2e.site.Client;
import balanza.e2e.site.Deployment;
import balanza.e2e.site.OverEveryDeployment;
import balanza.e2e.site.Unique;
import java.util.Locale;
import org.junit.jupiter.api.Test;

@OverEveryDeployment
class UsersIT {
    private static final String PASSWORD = "correct horse";

    private final Client client;
    private final String email = Unique.email();

    UsersIT(Deployment deployment) {
        client = deployment.site().client();
    }

    @Test
    void aUserSignsUp() {
        assertThat(client.signUp(email, PASSWORD).success()).isEqualTo("201 " + email);
    }

    @Test
    void anEmailIsTakenInWhateverCase() {
        client.signUp(email, PASSWORD);

        assertThat(client.signUp(email, "another one").failure()).isEqualTo("409/02");
        assertThat(client.signUp(email.toUpperCase(Locale.ROOT), PASSWORD).failure())
                .isEqualTo("409/02");
        assertThat(client.token(email.toUpperCase(Locale.ROOT), PASSWORD).status())
                .isEqualTo(200);
    }

    @Test
    void aPasswordHasSixToThirtyCharacters() {
        assertThat(client.signUp(email, "12345").failure()).isEqualTo("400/01");
        assertThat(client.signUp(email, "1234567890123456789012345678901").failure())
                .isEqualTo("400/01");
        assertThat(client.signUp(email, "123456789012345678901234567890").success())
                .isEqualTo("201 " + email);
        assertThat(client.token(email, "123456789012345678901234567890").status())
                .isEqualTo(200);
    }

    @Test
    void aTokenIsAllThatIsAnsweredToTheRightPassword() {
        client.signUp(email, PASSWORD);

        Answer answer = client.token(email, PASSWORD);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().fieldNames()).containsExactly("access_token");
    }

    @Test
    void aWrongPasswordAndAnUnknownEmailAreToldAlike() {
        client.signUp(email, PASSWORD);

        Answer wrong = client.token(email, "wrong horse");
        Answer unknown = client.token(Unique.email(), PASSWORD);

        assertThat(wrong.failure()).isEqualTo("401/06");
        assertThat(unknown.failure()).isEqualTo("401/06");
        assertThat(wrong.body()).isEqualTo(unknown.body());
    }

    @Test
    void onlyWhoKnowsThePasswordRemovesAUser() {
        client.signUp(email, PASSWORD);

        Answer wrong = client.closeAccount(email, "wrong horse");
        Answer unknown = client.closeAccount(Unique.email(), PASSWORD);

        assertThat(wrong.failure()).isEqualTo("401/06");
        assertThat(unknown.body()).isEqualTo(wrong.body());
        assertThat(client.token(email, PASSWORD).status()).isEqualTo(200);
        assertThat(client.closeAccount(email, PASSWORD).success()).isEqualTo("200 " + email);
        assertThat(client.token(email, PASSWORD).failure()).isEqualTo("401/06");
        assertThat(client.closeAccount(email, PASSWORD).failure()).isEqualTo("401/06");
    }
}
