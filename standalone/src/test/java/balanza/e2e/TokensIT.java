package balanza.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import balanza.e2e.site.Answer;
import balanza.e2e.site.Client;
import balanza.e2e.site.Deployment;
import balanza.e2e.site.Jwt;
import balanza.e2e.site.OverEveryDeployment;
import balanza.e2e.site.Site;
import balanza.e2e.site.Tenant;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import org.junit.jupiter.api.Test;

@OverEveryDeployment
class TokensIT {
    private final Client client;
    private final Tenant tenant;

    TokensIT(Deployment deployment) {
        client = deployment.site().client();
        tenant = deployment.tenant();
    }

    @Test
    void aTokenSaysWhoAndHowLong() {
        JsonObject claims = tenant.claims();

        assertThat(claims.fieldNames()).contains("identity", "sub", "iat", "nbf", "exp", "jti");
        assertThat(claims.getString("identity")).isEqualTo(tenant.email());
        assertThat(claims.getLong("exp") - claims.getLong("iat")).isEqualTo(3600);
        assertThat(Jwt.header(tenant.token()).getString("alg")).isEqualTo("HS256");
        assertThat(Jwt.header(tenant.token()).getString("kid")).isEqualTo("balanza");
    }

    @Test
    void bothSchemesAreTaken() {
        assertThat(with("JWT " + tenant.token()).status()).isEqualTo(200);
        assertThat(with("Bearer " + tenant.token()).status()).isEqualTo(200);
    }

    @Test
    void anythingElseIsRefused() {
        assertThat(client.get("/api/apps").failure()).isEqualTo("401/06");
        assertThat(with("Basic " + tenant.token()).failure()).isEqualTo("401/06");
        assertThat(with(tenant.token()).failure()).isEqualTo("401/06");
        assertThat(with("JWT").failure()).isEqualTo("401/06");
        assertThat(with("JWT ").failure()).isEqualTo("401/06");
        assertThat(with("JWT a.b.c").failure()).isEqualTo("401/06");
        assertThat(with("JWT " + "a".repeat(4_000)).failure()).isEqualTo("401/06");
    }

    @Test
    void aTokenThatWasTamperedWithIsRefused() {
        String[] parts = tenant.token().split("\\.", -1);
        JsonObject header = Jwt.header(tenant.token());
        JsonObject claims = tenant.claims();

        assertThat(token(parts[0] + "." + parts[1] + ".").failure()).isEqualTo("401/06");
        assertThat(token(parts[0] + "." + parts[1] + "A." + parts[2]).failure()).isEqualTo("401/06");
        assertThat(token(Jwt.signed(header, claims, "another secret of more than 32 bytes"))
                        .failure())
                .isEqualTo("401/06");
        assertThat(token(Jwt.unsigned(header.copy().put("alg", "none"), claims)).failure())
                .isEqualTo("401/06");
    }

    @Test
    void anExpiredTokenIsRefusedAndOneWithoutEndToo() {
        JsonObject header = Jwt.header(tenant.token());
        long now = Instant.now().getEpochSecond();
        JsonObject claims = tenant.claims();

        assertThat(token(Jwt.signed(header, claims, Site.JWT_SECRET)).status()).isEqualTo(200);
        assertThat(token(Jwt.signed(header, claims.copy().put("exp", now - 60), Site.JWT_SECRET))
                        .failure())
                .isEqualTo("401/06");
        claims.remove("exp");
        assertThat(token(Jwt.signed(header, claims, Site.JWT_SECRET)).failure()).isEqualTo("401/06");
    }

    @Test
    void aDeletedUsersTokenDiesAtOnceAndForGood() {
        Tenant gone = client.newTenant();
        assertThat(gone.apps().status()).isEqualTo(200);

        client.closeAccount(gone.email(), gone.password());

        assertThat(gone.apps().failure()).isEqualTo("401/06");
        client.signUp(gone.email(), gone.password());
        assertThat(gone.apps().failure()).isEqualTo("401/06");
        assertThat(client.token(gone.email(), gone.password()).status()).isEqualTo(200);
    }

    @Test
    void everyCallOfAnOwnerNeedsOne() {
        for (String call : new String[] {
            "POST /api/apps/shop",
            "DELETE /api/apps/shop",
            "GET /api/apps",
            "GET /api/apps/shop",
            "POST /api/nodes/shop",
            "DELETE /api/nodes/shop",
            "GET /api/logs/shop"
        }) {
            String[] parts = call.split(" ", -1);
            Answer answer =
                    client.call(parts[0], parts[1]).json(Tenant.node(80)).send();
            assertThat(answer.failure()).as(call).isEqualTo("401/06");
        }
    }

    private Answer token(String token) {
        return with("JWT " + token);
    }

    private Answer with(String authorization) {
        return client.call("GET", "/api/apps")
                .header("Authorization", authorization)
                .send();
    }
}
