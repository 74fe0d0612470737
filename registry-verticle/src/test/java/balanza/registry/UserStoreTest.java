package balanza.registry;

import static balanza.registry.Samples.ANN;
import static balanza.registry.Samples.BOB;
import static balanza.registry.Waiting.assertRefused;
import static balanza.registry.Waiting.atOnce;
import static balanza.registry.Waiting.now;
import static org.assertj.core.api.Assertions.assertThat;

import balanza.contract.Account;
import balanza.contract.ApiError;
import balanza.contract.User;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
class UserStoreTest {
    private final ManualClock clock = new ManualClock();
    private TestStore test;
    private RegistryStore store;

    @BeforeEach
    void open(Vertx vertx) {
        test = new TestStore(vertx);
        store = test.open(clock, Map.of());
    }

    @AfterEach
    void close() {
        test.close();
    }

    @Test
    void aRegisteredUserIsFoundByEmailAndById() {
        User user = now(store.users.register("ann@x.org", "hash"));

        Account account = new Account(user, "hash", 0);
        assertThat(now(store.users.find("ann@x.org"))).isEqualTo(account);
        assertThat(now(store.users.get(user.id()))).isEqualTo(account);
        assertThat(now(store.users.isActive(user.id()))).isTrue();
    }

    @Test
    void ofFiftyRegistrationsOfOneEmailExactlyOneWins() {
        List<Future<User>> users = atOnce(50, i -> store.users.register("ann@x.org", "hash" + i));

        assertThat(users.stream().filter(Future::succeeded)).hasSize(1);
        users.stream().filter(Future::failed).forEach(user -> assertRefused(ApiError.USER_EXISTS, user));
        assertThat(test.all("users")).hasSize(1);
    }

    @Test
    void nobodyIsFoundWhoIsNotThere() {
        assertRefused(ApiError.UNAUTHORIZED, store.users.find("ann@x.org"));
        assertRefused(ApiError.UNAUTHORIZED, store.users.get(ANN));
        assertRefused(ApiError.UNAUTHORIZED, store.users.markDeleting(ANN));
        assertThat(now(store.users.isActive(ANN))).isFalse();
    }

    @Test
    void whoIsBeingDeletedIsNotFoundAndHoldsTheEmailToTheEnd() {
        User user = now(store.users.register("ann@x.org", "hash"));
        assertThat(now(store.users.markDeleting(user.id()))).isEqualTo(user);

        assertRefused(ApiError.UNAUTHORIZED, store.users.find("ann@x.org"));
        assertRefused(ApiError.UNAUTHORIZED, store.users.get(user.id()));
        assertThat(now(store.users.isActive(user.id()))).isFalse();
        assertRefused(ApiError.USER_EXISTS, store.users.register("ann@x.org", "hash"));
        assertThat(now(store.users.deleting())).containsExactly(user.id());

        now(store.users.remove(user.id()));
        User again = now(store.users.register("ann@x.org", "hash"));
        assertThat(again.id()).isNotEqualTo(user.id());
    }

    @Test
    void onlyAMarkedUserIsRemoved() {
        User user = now(store.users.register("ann@x.org", "hash"));
        now(store.users.remove(user.id()));

        assertThat(now(store.users.isActive(user.id()))).isTrue();
    }

    @Test
    void tellsWhichUsersExist() {
        User user = now(store.users.register("ann@x.org", "hash"));

        assertThat(now(store.users.existing(List.of(user.id(), BOB, user.id()))))
                .isEqualTo(Set.of(user.id()));
        assertThat(now(store.users.existing(List.of()))).isEmpty();
    }

    @Test
    void anEmailIsNothingButText() {
        String operator = "{\"$ne\":null}";
        now(store.users.register("ann@x.org", "hash"));

        assertRefused(ApiError.UNAUTHORIZED, store.users.find(operator));
        now(store.users.register(operator, "hash"));
        assertThat(now(store.users.find(operator)).user().email()).isEqualTo(operator);
    }
}
