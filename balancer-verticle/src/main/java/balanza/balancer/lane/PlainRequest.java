package balanza.balancer.lane;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import balanza.balancer.forward.Headers;
import balanza.balancer.forward.Repeatable;
import balanza.balancer.wire.FieldTable;
import balanza.balancer.wire.Grammar;
import balanza.balancer.wire.RequestHead;
import io.vertx.core.http.HttpMethod;
import org.jspecify.annotations.Nullable;

/**
 * A request that the lane takes: HTTP/1.1, of a usual kind, for an app, and without anything in it that calls for more than
 * passing it on. It has been found well formed before.
 */
final class PlainRequest implements Repeatable {
    private static final String PREFIX = "/api/balance/";

    private static final HttpMethod[] METHODS = {
        HttpMethod.GET,
        HttpMethod.HEAD,
        HttpMethod.POST,
        HttpMethod.PUT,
        HttpMethod.PATCH,
        HttpMethod.DELETE,
        HttpMethod.OPTIONS
    };

    private final byte[] head;
    private final FieldTable fields;
    private final String peer;
    private final HttpMethod method;
    private final RequestHead facts;
    private final int appEnd;
    private final int targetEnd;

    private int hostFrom;
    private int hostTo;
    private int lengthFrom;
    private int lengthTo;

    private PlainRequest(
            byte[] head,
            FieldTable fields,
            RequestHead facts,
            String peer,
            HttpMethod method,
            int appEnd,
            int targetEnd) {
        this.head = head;
        this.fields = fields;
        this.facts = facts;
        this.peer = peer;
        this.method = method;
        this.appEnd = appEnd;
        this.targetEnd = targetEnd;
    }

    /**
     * The request with this head.
     *
     * @param fields of the head; may be another head's once the request is over
     * @param peer the client's address
     * @return {@code null} if the lane does not take it
     */
    static @Nullable PlainRequest of(byte[] head, FieldTable fields, RequestHead facts, String peer) {
        HttpMethod method = method(head);
        if (method == null || facts.http10() || facts.chunked() || facts.upgrade()) {
            return null;
        }
        int target = method.name().length() + 1;
        int targetEnd = indexOf(head, ' ', target);
        int appFrom = target + PREFIX.length();
        if (targetEnd < appFrom || !Grammar.same(head, target, appFrom, PREFIX)) {
            return null;
        }
        int appEnd = appFrom;
        while (appEnd < targetEnd && head[appEnd] != '/' && head[appEnd] != '?') {
            appEnd++;
        }
        PlainRequest request = new PlainRequest(head, fields, facts, peer, method, appEnd, targetEnd);
        return request.hasPlainFields() ? request : null;
    }

    private static @Nullable HttpMethod method(byte[] head) {
        for (HttpMethod method : METHODS) {
            int length = method.name().length();
            if (head[length] == ' ' && Grammar.same(head, 0, length, method.name())) {
                return method;
            }
        }
        return null;
    }

    private static int indexOf(byte[] head, char octet, int from) {
        int at = from;
        while (head[at] != octet) {
            at++;
        }
        return at;
    }

    private boolean hasPlainFields() {
        for (int i = 0; i < fields.count(); i++) {
            int from = fields.name(i);
            int to = fields.nameEnd(i);
            switch (to - from) {
                case 2 -> {
                    if (Grammar.equal(head, from, to, "te")) {
                        return false;
                    }
                }
                case 3 -> {
                    if (Grammar.equal(head, from, to, "via") && value(i).contains(Headers.PSEUDONYM)) {
                        return false; // May be a loop.
                    }
                }
                case 4 -> {
                    if (Grammar.equal(head, from, to, "host")) {
                        hostFrom = fields.from(i);
                        hostTo = fields.to(i);
                    }
                }
                case 6 -> {
                    if (Grammar.equal(head, from, to, "expect")) {
                        return false;
                    }
                }
                case 7 -> {
                    if (Grammar.equal(head, from, to, "upgrade")) {
                        return false;
                    }
                }
                case 10 -> {
                    if (Grammar.equal(head, from, to, "connection") && !isPlainConnection(i)) {
                        return false;
                    }
                }
                case 14 -> {
                    if (Grammar.equal(head, from, to, "content-length")) {
                        lengthFrom = fields.from(i);
                        lengthTo = fields.to(i);
                    }
                }
                default -> {}
            }
        }
        return true;
    }

    private boolean isPlainConnection(int i) {
        int from = fields.from(i);
        int to = fields.to(i);
        return Grammar.equal(head, from, to, "keep-alive") || Grammar.equal(head, from, to, "close");
    }

    byte[] head() {
        return head;
    }

    FieldTable fields() {
        return fields;
    }

    @Override
    public HttpMethod method() {
        return method;
    }

    /** The app's name, raw. */
    String app() {
        return new String(head, appFrom(), appEnd - appFrom(), ISO_8859_1);
    }

    /** Where, in the head, the app's name begins. */
    int appFrom() {
        return method.name().length() + 1 + PREFIX.length();
    }

    /** Where, in the head, the app's name ends: the node is asked for what comes from here, byte for byte. */
    int appEnd() {
        return appEnd;
    }

    /** Where, in the head, the target ends. */
    int targetEnd() {
        return targetEnd;
    }

    /** What the node is asked for, without its leading slash and without the query. */
    String path() {
        int from = appEnd < targetEnd && head[appEnd] == '/' ? appEnd + 1 : appEnd;
        int to = from;
        while (to < targetEnd && head[to] != '?') {
            to++;
        }
        return new String(head, from, to - from, ISO_8859_1);
    }

    int hostFrom() {
        return hostFrom;
    }

    int hostTo() {
        return hostTo;
    }

    /** Of its body, in bytes. */
    long length() {
        return facts.contentLength();
    }

    @Override
    public boolean hasBody() {
        return length() > 0;
    }

    /** Whether the connection ends with the answer. */
    boolean closes() {
        return facts.closes();
    }

    /** The head again, but for its length: so much of the body is still to come. */
    byte[] headFor(long bodyLeft) {
        HeadBuffer changed = new HeadBuffer();
        changed.put(head, 0, lengthFrom).put(Long.toString(bodyLeft)).put(head, lengthTo, head.length);
        return changed.toBytes();
    }

    @Override
    public String address() {
        return peer;
    }

    @Override
    public @Nullable String header(String name) {
        for (int i = 0; i < fields.count(); i++) {
            if (isNamed(i, name)) {
                return value(i);
            }
        }
        return null;
    }

    @Override
    public @Nullable String cookie(String name) {
        for (int i = 0; i < fields.count(); i++) {
            String found = isNamed(i, "cookie") ? Headers.cookie(value(i), name) : null;
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    private boolean isNamed(int i, String name) {
        int from = fields.name(i);
        return fields.nameEnd(i) - from == name.length()
                && name.equalsIgnoreCase(new String(head, from, name.length(), ISO_8859_1));
    }

    private String value(int i) {
        return new String(head, fields.from(i), fields.to(i) - fields.from(i), ISO_8859_1);
    }
}
