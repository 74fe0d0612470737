package balanza.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import balanza.e2e.site.Nodes;
import balanza.e2e.site.SecureSite;
import balanza.e2e.site.TestNode;
import io.vertx.core.MultiMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class TrustedProxyIT {
    @RegisterExtension
    final Nodes nodes = new Nodes();

    private final SecureSite site = SecureSite.open();

    @Test
    void whatATrustedProxySaysIsPassedOnWithTheProxyAddedToIt() {
        TestNode node = nodes.saying("hello");

        site.client()
                .call("GET", "/api/balance/" + site.tenant().newApp(node.port()))
                .header("X-Forwarded-For", "203.0.113.9")
                .header("X-Forwarded-Proto", "https")
                .header("X-Forwarded-Host", "shop.example")
                .send();

        MultiMap told = node.onlySeen().headers();
        assertThat(told.get("X-Forwarded-For")).isEqualTo("203.0.113.9, 127.0.0.1");
        assertThat(told.get("X-Forwarded-Proto")).isEqualTo("https");
        assertThat(told.get("X-Forwarded-Host")).isEqualTo("shop.example");
    }
}
