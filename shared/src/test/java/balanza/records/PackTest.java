package balanza.records;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import balanza.contract.AppId;
import balanza.contract.LogBucket;
import balanza.contract.Outcome;
import balanza.contract.PackedRecords;
import balanza.contract.ServedRequest;
import balanza.contract.ServedRequest.Attempt;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.DeflaterOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PackTest {
    private static final AppId APP = AppId.fresh();
    private static final String ONE = "10.0.0.1:80";
    private static final String TWO = "[2001:db8::1]:8080";

    static Stream<ServedRequest> records() {
        Stream<ServedRequest> odd = Stream.of(
                new ServedRequest("", "GET", ONE, 1, 2, 200),
                new ServedRequest("a\"\\/ñ\u0001 €😀", "M-SEARCH", ONE, Long.MAX_VALUE, Long.MAX_VALUE, 999),
                new ServedRequest("past", "GET", ONE, Long.MIN_VALUE, -1, -1),
                new ServedRequest("p".repeat(70_000), "GET", ONE, 0, 0, 0),
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
        Stream<ServedRequest> ids = Stream.of(
                        "",
                        "-",
                        "-0",
                        "a-0",
                        "a-1",
                        "b-1",
                        "a-01",
                        "a-0f",
                        "a-F",
                        "a-g",
                        "a-ff",
                        "a-fffffffffffffff",
                        "a-ffffffffffffffff",
                        "a--1",
                        "a-b-2",
                        "1f",
                        "ñ-1",
                        "given by a proxy")
                .map(PackTest::withId);
        return Stream.of(odd, eachOutcome, ids).flatMap(all -> all);
    }

    @ParameterizedTest
    @MethodSource("records")
    void restoresARecordExactly(ServedRequest record) {
        assertThat(PackReader.read(pack(List.of(record)))).containsExactly(record);
    }

    @Test
    void restoresManyInTheirOrder() {
        List<ServedRequest> all = new ArrayList<>(records().toList());
        all.addAll(records().toList());

        assertThat(PackReader.read(pack(all))).isEqualTo(all);
    }

    @Test
    void restoresIdsOfMoreEventLoopsThanItLists() {
        List<ServedRequest> all = IntStream.range(0, 1_000)
                .mapToObj(i -> withId("loop" + i % 100 + "-" + Integer.toHexString(i)))
                .toList();

        assertThat(PackReader.read(pack(all))).isEqualTo(all);
    }

    @Test
    void isWrittenAsItsDescriptionSays() {
        List<ServedRequest> records = List.of(
                record(ONE, null, new Attempt(ONE, 8, Outcome.ANSWERED)),
                record(ONE, null, new Attempt(ONE, 8, Outcome.ANSWERED)),
                record(null, Outcome.NO_NODES));
        String first = "00" // a new shape:
                + "03474554" // GET
                + "0c31302e302e302e313a3830" // 10.0.0.1:80
                + "c801" // 200
                + "00" // no reason
                + "01" // one attempt
                + "0b31302e302e302e313a3830" // of 10.0.0.1:80
                + "08616e737765726564" // answered
                + "00" // a new path:
                + "0463617274" // cart
                + "d00f" // 1000 after 0
                + "0c" // took 12
                + "08" // until the answer began
                + "08" // the attempt
                + "8008" // 1024 bytes
                + "01" // a new prefix:
                + "0369642d" // id-
                + "04"; // 2 after 0
        String second = "00" + "00" + "00" + "0c" + "08" + "08" + "8008" + "01" + "00";
        String third = "01" + "03474554" + "00" + "c801" + "096e6f5f6e6f646573" + "00" // no_nodes, no attempt
                + "00" + "00" + "0c" + "08" + "8008" + "01" + "00";

        assertThat(HexFormat.of().formatHex(pack(records).bytes())).isEqualTo("01" + first + second + third);
    }

    @Test
    void whatIsAlikeTakesTwoBytes() {
        List<ServedRequest> records = IntStream.range(0, 1_000)
                .mapToObj(i -> new ServedRequest(
                        "catalog/items",
                        "GET",
                        i % 2 == 0 ? ONE : TWO,
                        1_795_342_530_000L + i / 40,
                        2,
                        200,
                        List.of(new Attempt(i % 2 == 0 ? ONE : TWO, 1, Outcome.ANSWERED)),
                        1,
                        1_024,
                        "0123456789abcdef-" + Integer.toHexString(i),
                        null))
                .toList();

        assertThat(pack(records).bytes()).hasSizeLessThan(2_000);
    }

    @Test
    void theBucketSaysWhatIsInIt() {
        PackWriter pack = new PackWriter();
        pack.add(new ServedRequest("", "GET", ONE, 7, 1, 200));
        pack.add(new ServedRequest("", "GET", ONE, 5, 1, 200));

        LogBucket bucket = pack.bucket(APP, "b1", 9, 3);

        assertThat(bucket.id()).isEqualTo(APP + "/b1/9/3");
        assertThat(List.of(bucket.from(), bucket.to())).containsExactly(5L, 7L);
        assertThat(bucket.count()).isEqualTo(2);
        assertThat(bucket.answered()).isTrue();
        assertThat(bucket.plausible()).isTrue();
        pack.add(record(null, Outcome.NO_NODES));
        assertThat(pack.bucket(APP, "b1", 9, 4).answered()).isFalse();
    }

    @Test
    void hasRoomForSoManyRecordsAndSoManyBytes() {
        PackWriter alike = new PackWriter();
        for (int i = 0; i < LogBucket.MAX_RECORDS; i++) {
            assertThat(alike.hasRoom()).isTrue();
            alike.add(new ServedRequest("", "GET", ONE, i, 1, 200));
        }
        assertThat(alike.hasRoom()).isFalse();
        assertThat(alike.bucket(APP, "b1", 1, 0).plausible()).isTrue();

        PackWriter large = new PackWriter();
        for (int i = 0; i < 32; i++) {
            assertThat(large.hasRoom()).isTrue();
            large.add(new ServedRequest(i + "p".repeat(LogBucket.ENOUGH_BYTES / 32), "GET", ONE, i, 1, 200));
        }
        assertThat(large.hasRoom()).isFalse();
    }

    @Test
    void readsOutcomesThatItDoesNotKnowAsDefects() {
        byte[] bytes = pack(List.of(record(null, Outcome.RESET, new Attempt(ONE, 3, Outcome.RESET))))
                .bytes();
        String later = HexFormat.of().formatHex(bytes).replace("7265736574", "6561746572");

        assertThat(PackReader.read(new PackedRecords(HexFormat.of().parseHex(later))))
                .containsExactly(record(null, Outcome.DEFECT, new Attempt(ONE, 3, Outcome.DEFECT)));
    }

    @Test
    void refusesWhatWouldFillTheMemory() throws IOException {
        ByteArrayOutputStream bomb = new ByteArrayOutputStream();
        bomb.write(2);
        try (DeflaterOutputStream deflating = new DeflaterOutputStream(bomb)) {
            deflating.write(new byte[9 * 1_024 * 1_024]);
        }

        assertThatThrownBy(() -> PackReader.read(new PackedRecords(bomb.toByteArray())))
                .isInstanceOf(UnreadablePack.class)
                .hasMessageContaining("more than");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "00", "02", "0278", "03", "7801", "ff"})
    void refusesWhatIsNoPackOfThisVersion(String hex) {
        assertThatThrownBy(
                        () -> PackReader.read(new PackedRecords(HexFormat.of().parseHex(hex))))
                .isInstanceOf(UnreadablePack.class);
    }

    /** Whatever is damaged is either read as something or refused, in bounded time and memory. */
    @Test
    void survivesAnyDamage() {
        List<ServedRequest> few =
                records().filter(record -> record.path().length() < 100).toList();
        byte[] plain = pack(few).bytes();
        byte[] deflated = pack(java.util.Collections.nCopies(400, few).stream()
                        .flatMap(List::stream)
                        .toList())
                .bytes();
        Random random = new Random(3);
        for (int i = 0; i < 20_000; i++) {
            byte[] whole = i % 3 == 0 ? deflated : plain;
            byte[] damaged = Arrays.copyOf(whole, i % 2 == 0 ? whole.length : random.nextInt(whole.length));
            for (int flips = random.nextInt(4); flips >= 0 && damaged.length > 0; flips--) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
            }
            try {
                assertThat(PackReader.read(new PackedRecords(damaged))).hasSizeLessThanOrEqualTo(LogBucket.MAX_RECORDS);
            } catch (UnreadablePack expected) {
                assertThat(expected).hasMessageStartingWith("log records: unreadable");
            }
        }
    }

    private static PackedRecords pack(List<ServedRequest> records) {
        PackWriter pack = new PackWriter();
        records.forEach(pack::add);
        return pack.bucket(APP, "b1", 1, 0).records();
    }

    private static ServedRequest record(@Nullable String endPoint, @Nullable Outcome reason, Attempt... attempts) {
        return new ServedRequest("cart", "GET", endPoint, 1_000, 12, 200, List.of(attempts), 8, 1_024, "id-2", reason);
    }

    private static ServedRequest withId(String id) {
        return new ServedRequest("cart", "GET", ONE, 1_000, 12, 200, List.of(), 8, 1_024, id, null);
    }
}
