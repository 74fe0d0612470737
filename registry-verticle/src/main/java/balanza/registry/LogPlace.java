package balanza.registry;

import balanza.contract.ApiError;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a log record stands among all of its app: by date, then by bucket, then within the bucket. As text it is the cursor
 * that callers page with.
 */
record LogPlace(long dateMs, String bucket, int index) implements Comparable<LogPlace> {
    private static final int MAX_LENGTH = 400;
    private static final Pattern FORM = Pattern.compile("(-?[0-9]{1,18}) ([0-9]{1,9}) ([\\x21-\\x7e]+)");
    private static final Comparator<LogPlace> ORDER = Comparator.comparingLong(LogPlace::dateMs)
            .thenComparing(LogPlace::bucket)
            .thenComparingInt(LogPlace::index);

    /** @throws balanza.contract.ApiException {@link ApiError#BAD_REQUEST} if that is no cursor of ours */
    static LogPlace of(String cursor) {
        try {
            byte[] text = Base64.getUrlDecoder().decode(cursor.length() > MAX_LENGTH ? "" : cursor);
            Matcher parts = FORM.matcher(new String(text, StandardCharsets.ISO_8859_1));
            if (parts.matches()) {
                return new LogPlace(Long.parseLong(parts.group(1)), parts.group(3), Integer.parseInt(parts.group(2)));
            }
        } catch (IllegalArgumentException e) {
            // No base64: refused below, like any other text.
        }
        throw ApiError.BAD_REQUEST.exception("cursor: malformed (expected: the \"next\" of an earlier answer)");
    }

    /** Safe in a URL as it is. */
    String cursor() {
        String text = dateMs + " " + index + " " + bucket;
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    @Override
    public int compareTo(LogPlace other) {
        return ORDER.compare(this, other);
    }
}
