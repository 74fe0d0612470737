package balanza.contract;

import static org.assertj.core.api.Assertions.assertThat;

import balanza.contract.AuthRequest.CloseAccount;
import balanza.contract.AuthRequest.IssueToken;
import balanza.contract.AuthRequest.SignUp;
import balanza.contract.AuthRequest.WhoIs;
import balanza.contract.RegistryRequest.RegisterUser;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SecretsTest {
    private static final String SECRET = "hunter2-hunter2";

    static Stream<Record> allThatCarriesASecret() {
        Credentials credentials = new Credentials("ann@example.com", SECRET);
        Token token = new Token(SECRET);
        return Stream.of(
                credentials,
                new SignUp(credentials),
                new IssueToken(credentials),
                new CloseAccount(credentials),
                token,
                new WhoIs(token),
                new Account(new User(UserId.fresh(), "ann@example.com"), SECRET, 0),
                new RegisterUser("ann@example.com", SECRET));
    }

    @ParameterizedTest
    @MethodSource("allThatCarriesASecret")
    void neverShowsTheSecret(Record carrier) {
        assertThat(carrier.toString())
                .doesNotContain(SECRET)
                .startsWith(carrier.getClass().getSimpleName());
    }

    @Test
    void lowerCasesTheEmailAndNotThePassword() {
        Credentials credentials = new Credentials("Ann@Example.COM", "PassWord");

        assertThat(credentials.email()).isEqualTo("ann@example.com");
        assertThat(credentials.password()).isEqualTo("PassWord");
    }
}
