package balanza.registry;

import balanza.contract.Outcome;
import balanza.contract.ServedRequest;
import balanza.contract.ServedRequest.Attempt;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A record as a JSON array: {@code [date, time, code, method, node, path, upstream, bytes, id, reason, attempts]}. Rows grow
 * at their end only: those of the first version end with the path, those of later ones may be longer.
 *
 * <p>The attempts are {@code [[node, ms, outcome], ...]}, or just the {@code ms} of the one attempt of a record whose node
 * answered at once. An outcome that a later version wrote and this one does not know is read as {@link Outcome#DEFECT}: it
 * must not read as if all had gone well, and no record may make the others of its bucket unreadable.
 */
final class FormerRow {
    private FormerRow() {}

    /** @param json at the beginning of the row; at its end afterwards */
    static ServedRequest read(JsonParser json) throws IOException {
        long dateMs = json.nextLongValue(0);
        long totalTimeMs = json.nextLongValue(0);
        int responseCode = json.nextIntValue(0);
        String method = json.nextTextValue();
        String endPoint = json.nextTextValue();
        String path = json.nextTextValue();
        if (json.nextToken() == JsonToken.END_ARRAY) {
            return new ServedRequest(path, method, endPoint, dateMs, totalTimeMs, responseCode);
        }
        long upstreamMs = json.getLongValue();
        long bytes = json.nextLongValue(0);
        String requestId = json.nextTextValue();
        String reason = json.nextTextValue();
        List<Attempt> attempts = readAttempts(json, endPoint);
        skipRest(json);
        return new ServedRequest(
                path,
                method,
                endPoint,
                dateMs,
                totalTimeMs,
                responseCode,
                attempts,
                upstreamMs,
                bytes,
                requestId,
                reason == null ? null : Outcome.of(reason));
    }

    private static List<Attempt> readAttempts(JsonParser json, String endPoint) throws IOException {
        if (json.nextToken() != JsonToken.START_ARRAY) {
            return List.of(new Attempt(endPoint, json.getLongValue(), Outcome.ANSWERED));
        }
        List<Attempt> attempts = new ArrayList<>();
        while (json.nextToken() == JsonToken.START_ARRAY) {
            String node = json.nextTextValue();
            long ms = json.nextLongValue(0);
            attempts.add(new Attempt(node, ms, Outcome.of(json.nextTextValue())));
            skipRest(json);
        }
        return attempts;
    }

    private static void skipRest(JsonParser json) throws IOException {
        while (json.nextToken() != JsonToken.END_ARRAY) {
            json.skipChildren();
        }
    }
}
