package balanza.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordHashTest {
    @Test
    void fitsItsPasswordAndNoOtherAlsoAfterBeingKept() {
        var kept = PasswordHash.parse(PasswordHash.of("ñandú-123").phc());

        assertThat(kept.fits("ñandú-123")).isTrue();
        assertThat(kept.fits("ñandú-124")).isFalse();
    }

    @Test
    void isWrittenWithItsParametersAndASaltOfItsOwn() {
        var phc = PasswordHash.of("123456").phc();

        assertThat(phc).matches("\\$argon2id\\$v=19\\$m=19456,t=2,p=1\\$[A-Za-z0-9+/]{22}\\$[A-Za-z0-9+/]{43}");
        assertThat(PasswordHash.of("123456").phc()).isNotEqualTo(phc);
    }

    /** Made with the reference implementation: {@code echo -n password | argon2 somesalt -id -t 2 -k 65536 -p 1 -l 32}. */
    @Test
    void readsTheParametersBackFromTheText() {
        var other = PasswordHash.parse(
                "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$" + "CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc");

        assertThat(other.fits("password")).isTrue();
        assertThat(other.fits("Password")).isFalse();
    }

    @Test
    void ofNobodyFitsNothingButIsWrittenLikeAnyOther() {
        var nobody = PasswordHash.ofNobody();

        assertThat(nobody.fits("")).isFalse();
        assertThat(nobody.phc()).hasSameSizeAs(PasswordHash.of("123456").phc());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "123456",
                "$argon2i$v=19$m=19456,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8",
                "$argon2id$v=19$m=99999999,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8",
            })
    void refusesWhatIsNoArgon2idHash(String text) {
        assertThatThrownBy(() -> PasswordHash.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }
}
