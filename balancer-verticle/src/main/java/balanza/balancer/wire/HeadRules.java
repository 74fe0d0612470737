package balanza.balancer.wire;

/**
 * Judges a head line by line: the request line and each field must be written in the one way that everybody reads alike.
 *
 * <p>Source: RFC 9112 sections 3 (request line) and 5 (field syntax).
 */
final class HeadRules {
    private HeadRules() {}

    /**
     * @param head all of it, each line ending with CRLF, the empty line too
     * @param table is filled with its fields
     * @throws Refusal if it is not a request, or could be read as two different ones
     */
    static RequestHead judge(byte[] head, FieldTable table) throws Refusal {
        table.clear();
        int end = lineEnd(head, 0);
        int methodEnd = tokenEnd(head, 0, end);
        if (methodEnd == 0 || head[methodEnd] != ' ') {
            throw Refusal.malformed("method: malformed (expected: letters, then one space)");
        }
        int targetEnd = targetEnd(head, methodEnd + 1, end);
        FieldRules rules = new FieldRules(isHttp10(head, targetEnd + 1, end), isGet(head, methodEnd));
        int line = end + 2;
        for (end = lineEnd(head, line); end > line; end = lineEnd(head, line)) {
            judgeField(head, line, end, rules, table);
            line = end + 2;
        }
        return rules.head(head.length);
    }

    /** @return the next CR; whether LF follows is known, or seen when its line is judged */
    private static int lineEnd(byte[] head, int from) {
        int end = from;
        while (head[end + 1] != '\n') {
            end++;
        }
        return end;
    }

    private static int tokenEnd(byte[] head, int from, int end) {
        int at = from;
        while (at < end && Grammar.isToken(head[at])) {
            at++;
        }
        return at;
    }

    private static int targetEnd(byte[] head, int from, int end) throws Refusal {
        int at = from;
        while (at < end && Grammar.isTarget(head[at])) {
            at++;
        }
        if (head[at] == '#') {
            throw Refusal.malformed("target: with a fragment (expected: none)");
        }
        if (at == from || at == end || head[at] != ' ') {
            throw Refusal.malformed("target: malformed (expected: visible ASCII characters, then one space)");
        }
        return at;
    }

    private static boolean isHttp10(byte[] head, int from, int end) throws Refusal {
        if (Grammar.same(head, from, end, "HTTP/1.1")) {
            return false;
        }
        if (Grammar.same(head, from, end, "HTTP/1.0")) {
            return true;
        }
        throw Refusal.malformed("version: not spoken here (expected: HTTP/1.1 or HTTP/1.0)");
    }

    static boolean isReadable(byte octet) {
        return octet >= ' ' && octet < 0x7f;
    }

    static Refusal unreadableLine() {
        return Refusal.malformed("request line: not readable (expected: visible ASCII characters)");
    }

    private static boolean isGet(byte[] head, int methodEnd) {
        return methodEnd == 3 && head[0] == 'G' && head[1] == 'E' && head[2] == 'T';
    }

    private static void judgeField(byte[] head, int line, int end, FieldRules rules, FieldTable table) throws Refusal {
        int nameEnd = tokenEnd(head, line, end);
        if (Grammar.isSpace(head[line])) {
            throw Refusal.malformed("header: folded (expected: one line for each)");
        }
        if (nameEnd == line || head[nameEnd] != ':') {
            throw Refusal.malformed("header: malformed (expected: a name, a colon without space before it, a value)");
        }
        int from = nameEnd + 1;
        int to = end;
        while (from < to && Grammar.isSpace(head[from])) {
            from++;
        }
        while (to > from && Grammar.isSpace(head[to - 1])) {
            to--;
        }
        for (int i = from; i < to; i++) {
            if (!Grammar.isValue(head[i])) {
                throw Refusal.malformed("header: with a control character (expected: visible characters)");
            }
        }
        rules.field(head, line, nameEnd, from, to);
        table.add(line, nameEnd, from, to);
    }
}
