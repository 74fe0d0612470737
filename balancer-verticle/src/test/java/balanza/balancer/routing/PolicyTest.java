package balanza.balancer.routing;

import static org.assertj.core.api.Assertions.assertThat;

import balanza.contract.HashOn;
import balanza.contract.PolicyName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PolicyTest {
    @ParameterizedTest
    @EnumSource
    void everyPolicyPicksTheOnlyOne(PolicyName name) {
        var shop = Shop.of(1);
        var policy = Policy.of(name, HashOn.ADDRESS);

        for (int i = 0; i < 100; i++) {
            assertThat(policy.pick(shop.route().targets(), Shop.ANYBODY)).isSameAs(shop.target(1));
        }
    }

    @Test
    void everyNameIsAnotherPolicy() {
        assertThat(PolicyName.values())
                .extracting(name -> Policy.of(name, HashOn.ADDRESS).getClass())
                .doesNotHaveDuplicates();
    }
}
