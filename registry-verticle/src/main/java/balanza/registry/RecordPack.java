package balanza.registry;

import balanza.contract.ServedRequest;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;

/**
 * The records of a bucket in few bytes: a JSON array with a {@link RecordRow} for each, deflated (RFC 1950). Records of one
 * app and second are much alike, and a store without fast indexes reads over many of them.
 */
final class RecordPack {
    private static final JsonFactory JSON =
            JsonFactory.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private RecordPack() {}

    static byte[] pack(List<ServedRequest> records) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Deflater fast = new Deflater(Deflater.BEST_SPEED);
        try (JsonGenerator json = JSON.createGenerator(new DeflaterOutputStream(bytes, fast))) {
            json.writeStartArray();
            for (ServedRequest record : records) {
                RecordRow.write(json, record);
            }
            json.writeEndArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            fast.end();
        }
        return bytes.toByteArray();
    }

    static List<ServedRequest> unpack(byte[] bytes) {
        List<ServedRequest> records = new ArrayList<>();
        try (JsonParser json = JSON.createParser(new InflaterInputStream(new ByteArrayInputStream(bytes)))) {
            json.nextToken();
            while (json.nextToken() == JsonToken.START_ARRAY) {
                records.add(RecordRow.read(json));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return records;
    }
}
