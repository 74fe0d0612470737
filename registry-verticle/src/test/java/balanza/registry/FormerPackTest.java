package balanza.registry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import balanza.contract.AppId;
import balanza.contract.Outcome;
import balanza.contract.ServedRequest;
import balanza.contract.ServedRequest.Attempt;
import balanza.records.PackWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.zip.DeflaterOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FormerPackTest {
    private static final String ONE = "10.0.0.1:80";
    private static final String TWO = "[2001:db8::1]:8080";

    @Test
    void readsWhatTheLastVersionWrote() throws IOException {
        assertThat(FormerPack.unpack(deflated("[[1000,12,200,\"GET\",\"10.0.0.1:80\",\"cart\",8,1024,\"id-1\",null,8],"
                        + "[1000,12,200,\"GET\",null,\"cart\",8,1024,\"id-1\",\"connect_timeout\","
                        + "[[\"[2001:db8::1]:8080\",1000,\"connect_timeout\"]]],"
                        + "[1000,12,200,\"GET\",null,\"cart\",8,1024,\"id-1\",\"no_nodes\",[]]]")))
                .containsExactly(
                        record(ONE, null, new Attempt(ONE, 8, Outcome.ANSWERED)),
                        record(null, Outcome.CONNECT_TIMEOUT, new Attempt(TWO, 1_000, Outcome.CONNECT_TIMEOUT)),
                        record(null, Outcome.NO_NODES));
    }

    @Test
    void isToldFromAPackOfNow() throws IOException {
        assertThat(FormerPack.is(deflated("[]"))).isTrue();
        assertThat(FormerPack.is(new PackWriter()
                        .bucket(AppId.fresh(), "b1", 1, 0)
                        .records()
                        .bytes()))
                .isFalse();
        assertThat(FormerPack.is(new byte[0])).isFalse();
    }

    @Test
    void readsRowsOfTheFirstVersion() throws IOException {
        assertThat(FormerPack.unpack(deflated("[[1000,7,404,\"POST\",\"10.0.0.1:80\",\"cart/\\u00f1\"],"
                        + "[1001,8,200,\"GET\",\"10.0.0.1:80\",\"\"]]")))
                .containsExactly(
                        new ServedRequest("cart/ñ", "POST", ONE, 1_000, 7, 404),
                        new ServedRequest("", "GET", ONE, 1_001, 8, 200));
    }

    @Test
    void passesOverWhatLaterVersionsAdd() throws IOException {
        byte[] later = deflated(
                "[[1000,12,200,\"GET\",\"10.0.0.1:80\",\"cart\",8,1024,\"id-1\",null,8,[{\"a\":[1]}],\"b\"],"
                        + "[1000,12,200,\"GET\",null,\"cart\",8,1024,\"id-1\",\"reset\",[[\"10.0.0.1:80\",3,\"reset\",[7]]],{}]]");

        assertThat(FormerPack.unpack(later))
                .containsExactly(
                        record(ONE, null, new Attempt(ONE, 8, Outcome.ANSWERED)),
                        record(null, Outcome.RESET, new Attempt(ONE, 3, Outcome.RESET)));
    }

    @Test
    void readsOutcomesThatItDoesNotKnowAsDefects() throws IOException {
        byte[] later = deflated("[[1000,12,200,\"GET\",null,\"cart\",8,1024,\"id-1\",\"eaten\","
                + "[[\"10.0.0.1:80\",3,\"bitten\"],[\"10.0.0.1:80\",4,\"reset\"]]]]");

        assertThat(FormerPack.unpack(later))
                .containsExactly(record(
                        null, Outcome.DEFECT, new Attempt(ONE, 3, Outcome.DEFECT), new Attempt(ONE, 4, Outcome.RESET)));
    }

    private static ServedRequest record(@Nullable String endPoint, @Nullable Outcome reason, Attempt... attempts) {
        return new ServedRequest("cart", "GET", endPoint, 1_000, 12, 200, List.of(attempts), 8, 1_024, "id-1", reason);
    }

    static byte[] deflated(String json) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DeflaterOutputStream deflater = new DeflaterOutputStream(bytes)) {
            deflater.write(json.getBytes(UTF_8));
        }
        return bytes.toByteArray();
    }
}
