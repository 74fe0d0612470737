package balanza.bus;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import balanza.contract.AppPage;
import balanza.contract.Event;
import balanza.contract.LogPage;
import balanza.contract.RegistryRequest.ReadApps;
import balanza.contract.RegistryRequest.ReadLogs;
import balanza.contract.Request;
import balanza.contract.UserId;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class WireTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    static Stream<Record> everything() {
        return Stream.of(Examples.requests(), Examples.events(), Examples.answers())
                .flatMap(List::stream);
    }

    @ParameterizedTest
    @MethodSource("everything")
    void isWrittenAsTheGoldenFileShows(Record example) throws IOException {
        JsonNode written = JSON.readTree(Wire.encode(example).getBytes());

        assertThat(written)
                .as("wire/%s.json, were it to show this: %s", nameOf(example), written.toPrettyString())
                .isEqualTo(golden(example));
    }

    @ParameterizedTest
    @MethodSource("everything")
    void isReadFromTheGoldenFile(Record example) throws IOException {
        assertThat(read(example, golden(example))).isEqualTo(example);
    }

    @ParameterizedTest
    @MethodSource("everything")
    void passesOverFieldsAddedLaterAtAnyDepth(Record example) throws IOException {
        JsonNode later = golden(example);
        addFields(later);

        assertThat(read(example, later)).isEqualTo(example);
    }

    /** So that a new message cannot be forgotten here. */
    @Test
    void hasAnExampleOfEveryRequestEventAndAnswer() {
        assertThat(Examples.requests()).extracting(Object::getClass).hasSameElementsAs(recordsOf(Request.class));
        assertThat(Examples.events()).extracting(Object::getClass).hasSameElementsAs(recordsOf(Event.class));
        assertThat(Examples.answers())
                .extracting(Object::getClass)
                .hasSameElementsAs(Examples.requests().stream()
                        .map(request -> Answers.typeOf((Request<?>) request))
                        .toList());
    }

    @Test
    void hasNoGoldenFileOfAMessageThatIsGone() throws Exception {
        Path folder = Path.of(WireTest.class.getResource("/wire").toURI());
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(everything()
                            .map(example -> nameOf(example) + ".json")
                            .toList());
        }
    }

    @Test
    void givesEveryMessageAnAddressOfItsOwn() {
        assertThat(Stream.concat(recordsOf(Request.class).stream(), recordsOf(Event.class).stream())
                        .map(Class::getSimpleName))
                .doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("withNothingInIt")
    void carriesWhatIsNotThere(Record example) {
        assertThat((Object) Wire.decode(example.getClass(), Wire.encode(example)))
                .isEqualTo(example);
    }

    static Stream<Record> withNothingInIt() {
        return Stream.of(
                new ReadApps(null, null),
                new ReadLogs(new UserId("ann"), "shop", null, 1, false),
                new AppPage(List.of(), List.of(), null, null),
                new LogPage(List.of(), null));
    }

    @Test
    void refusesWhatIsNotJsonOfTheType() {
        for (String wrong : List.of("", "{", "[]", "\"text\"", "{\"changedSince\":\"yesterday\"}")) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Wire.decode(ReadApps.class, Buffer.buffer(wrong)))
                    .withMessage("not a ReadApps");
        }
    }

    private static Object read(Record example, JsonNode json) {
        return Wire.decode(example.getClass(), Buffer.buffer(json.toString()));
    }

    private static JsonNode golden(Record example) throws IOException {
        try (InputStream file = WireTest.class.getResourceAsStream("/wire/" + nameOf(example) + ".json")) {
            return file == null ? JSON.nullNode() : JSON.readTree(new String(file.readAllBytes(), UTF_8));
        }
    }

    private static String nameOf(Record example) {
        return example.getClass().getSimpleName();
    }

    private static void addFields(JsonNode json) {
        json.forEach(WireTest::addFields);
        if (json instanceof ObjectNode object) {
            object.putObject("addedLater").putArray("of").add(1).addNull();
        }
    }

    private static List<Class<?>> recordsOf(Class<?> type) {
        return type.isSealed()
                ? Stream.of(type.getPermittedSubclasses())
                        .flatMap(permitted -> recordsOf(permitted).stream())
                        .toList()
                : List.of(type);
    }
}
