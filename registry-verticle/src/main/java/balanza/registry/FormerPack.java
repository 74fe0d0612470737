package balanza.registry;

import balanza.contract.ServedRequest;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.InflaterInputStream;

/**
 * The records of a bucket as they were stored before balancers packed them: a JSON array with a {@link FormerRow} for each,
 * deflated (RFC 1950). There will be some until they have been kept for as long as records are.
 */
final class FormerPack {
    private static final JsonFactory JSON = new JsonFactory();
    /** What deflated bytes begin with; no pack of another kind does. */
    private static final byte DEFLATED = 0x78;

    private FormerPack() {}

    static boolean is(byte[] bytes) {
        return bytes.length > 0 && bytes[0] == DEFLATED;
    }

    static List<ServedRequest> unpack(byte[] bytes) {
        List<ServedRequest> records = new ArrayList<>();
        try (JsonParser json = JSON.createParser(new InflaterInputStream(new ByteArrayInputStream(bytes)))) {
            json.nextToken();
            while (json.nextToken() == JsonToken.START_ARRAY) {
                records.add(FormerRow.read(json));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return records;
    }
}
