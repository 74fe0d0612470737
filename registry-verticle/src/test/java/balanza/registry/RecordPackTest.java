package balanza.registry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import balanza.contract.Outcome;
import balanza.contract.ServedRequest;
import balanza.contract.ServedRequest.Attempt;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RecordPackTest {
    private static final String ONE = "10.0.0.1:80";
    private static final String TWO = "[2001:db8::1]:8080";

    static Stream<ServedRequest> records() {
        Stream<ServedRequest> odd = Stream.of(
                new ServedRequest("", "GET", ONE, 1, 2, 200),
                new ServedRequest("a\"\\/ñ\u0001 €😀", "M-SEARCH", ONE, Long.MAX_VALUE, Long.MAX_VALUE, 999),
                record(ONE, null, new Attempt(ONE, 8, Outcome.ANSWERED)),
                record(ONE, Outcome.CLIENT_GONE, new Attempt(ONE, 0, Outcome.ANSWERED)),
                record(ONE, null, new Attempt(TWO, 8, Outcome.ANSWERED)),
                record(ONE, Outcome.RESET, new Attempt(ONE, 8, Outcome.RESET)),
                record(ONE, null, new Attempt(TWO, 1, Outcome.CONNECT_REFUSED), new Attempt(ONE, 7, Outcome.ANSWERED)),
                record(ONE, null, new Attempt(ONE, 1, Outcome.ANSWERED), new Attempt(ONE, 2, Outcome.ANSWERED)),
                record(null, Outcome.NO_NODES),
                record(null, Outcome.RESET, new Attempt(ONE, 1, Outcome.RESET), new Attempt(TWO, 2, Outcome.RESET)),
                record(null, null, new Attempt(ONE, 1, Outcome.ANSWERED)));
        Stream<ServedRequest> eachOutcome =
                Arrays.stream(Outcome.values()).map(outcome -> record(null, outcome, new Attempt(TWO, 3, outcome)));
        return Stream.concat(odd, eachOutcome);
    }

    @ParameterizedTest
    @MethodSource("records")
    void restoresARecordExactly(ServedRequest record) {
        assertThat(RecordPack.unpack(RecordPack.pack(List.of(record)))).containsExactly(record);
    }

    @Test
    void restoresManyInTheirOrder() {
        List<ServedRequest> all = records().toList();

        assertThat(RecordPack.unpack(RecordPack.pack(all))).isEqualTo(all);
    }

    @Test
    void spellsOutAttemptsOnlyWhereTheyTellMore() throws IOException {
        List<ServedRequest> records = List.of(
                record(ONE, null, new Attempt(ONE, 8, Outcome.ANSWERED)),
                record(null, Outcome.CONNECT_TIMEOUT, new Attempt(TWO, 1_000, Outcome.CONNECT_TIMEOUT)),
                record(null, Outcome.NO_NODES));

        assertThat(inflated(RecordPack.pack(records)))
                .isEqualTo("[[1000,12,200,\"GET\",\"10.0.0.1:80\",\"cart\",8,1024,\"id-1\",null,8],"
                        + "[1000,12,200,\"GET\",null,\"cart\",8,1024,\"id-1\",\"connect_timeout\","
                        + "[[\"[2001:db8::1]:8080\",1000,\"connect_timeout\"]]],"
                        + "[1000,12,200,\"GET\",null,\"cart\",8,1024,\"id-1\",\"no_nodes\",[]]]");
    }

    @Test
    void readsRowsOfTheFirstVersion() throws IOException {
        assertThat(RecordPack.unpack(deflated("[[1000,7,404,\"POST\",\"10.0.0.1:80\",\"cart/\\u00f1\"],"
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

        assertThat(RecordPack.unpack(later))
                .containsExactly(
                        record(ONE, null, new Attempt(ONE, 8, Outcome.ANSWERED)),
                        record(null, Outcome.RESET, new Attempt(ONE, 3, Outcome.RESET)));
    }

    @Test
    void readsOutcomesThatItDoesNotKnowAsDefects() throws IOException {
        byte[] later = deflated("[[1000,12,200,\"GET\",null,\"cart\",8,1024,\"id-1\",\"eaten\","
                + "[[\"10.0.0.1:80\",3,\"bitten\"],[\"10.0.0.1:80\",4,\"reset\"]]]]");

        assertThat(RecordPack.unpack(later))
                .containsExactly(record(
                        null, Outcome.DEFECT, new Attempt(ONE, 3, Outcome.DEFECT), new Attempt(ONE, 4, Outcome.RESET)));
    }

    private static ServedRequest record(@Nullable String endPoint, @Nullable Outcome reason, Attempt... attempts) {
        return new ServedRequest("cart", "GET", endPoint, 1_000, 12, 200, List.of(attempts), 8, 1_024, "id-1", reason);
    }

    private static byte[] deflated(String json) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DeflaterOutputStream deflater = new DeflaterOutputStream(bytes)) {
            deflater.write(json.getBytes(UTF_8));
        }
        return bytes.toByteArray();
    }

    private static String inflated(byte[] pack) throws IOException {
        return new String(new InflaterInputStream(new ByteArrayInputStream(pack)).readAllBytes(), UTF_8);
    }
}
