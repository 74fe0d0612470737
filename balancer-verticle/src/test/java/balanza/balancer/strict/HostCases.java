package balanza.balancer.strict;

import static balanza.balancer.strict.FramingCases.shown;
import static balanza.balancer.strict.RequestCase.AT_NODE;
import static balanza.balancer.strict.RequestCase.PATH;
import static balanza.balancer.strict.RequestCase.forwarded;
import static balanza.balancer.strict.RequestCase.head;
import static balanza.balancer.strict.RequestCase.refused;

import java.util.ArrayList;
import java.util.List;

/** Whom a request is for: RFC 9112 section 3.2, RFC 3986 section 3.2. */
final class HostCases {
    private static final String LINE = "GET " + PATH + " HTTP/1.1";
    private static final String OLD_LINE = "GET " + PATH + " HTTP/1.0";
    private static final String SEEN = "GET " + AT_NODE + " 0";

    private HostCases() {}

    static List<RequestCase> cases() {
        var cases = new ArrayList<RequestCase>();
        for (var host : List.of(
                "",
                "a b",
                "a\tb",
                "a/b",
                "a\\b",
                "a?b",
                "a@b",
                "user:pass@a",
                "a,b",
                "a, b",
                "http://a",
                "a:b",
                "a:-1",
                "a:+1",
                "a: 1",
                "a:99999",
                "a:80:80",
                ":80",
                "::1",
                "[::1",
                "::1]",
                "[]",
                "[x]",
                "[::zz]",
                "[::1]x",
                "[::1]:x",
                "[::1]]",
                "[1.2.3.4]",
                "[::1%25lo]",
                "a%",
                "a%4",
                "a%zz",
                "\"a\"",
                "<a>",
                "{a}",
                "a^b",
                "a`b",
                "a|b",
                "a\u0000",
                "a\u007f",
                "a\u00e9")) {
            cases.add(refused(1, "host " + shown(host), 400, head(LINE, "Host: " + host)));
        }
        cases.add(refused(1, "no host", 400, head(LINE)));
        cases.add(refused(1, "no host, but another field", 400, head(LINE, "X-Host: x", "Hosts: x")));
        cases.add(refused(1, "one host twice", 400, head(LINE, "Host: x", "Host: x")));
        cases.add(refused(1, "two hosts", 400, head(LINE, "Host: x", "X: y", "hOST: y")));
        cases.add(refused(1, "space before a host's colon", 400, head(LINE, "Host : x")));
        cases.add(refused(1, "a host after a folded line", 400, head(LINE, "X: y", " Host: x")));
        cases.add(refused(1, "two hosts in HTTP/1.0", 400, head(OLD_LINE, "Host: x", "Host: y")));
        cases.add(refused(1, "a bad host in HTTP/1.0", 400, head(OLD_LINE, "Host: a b")));
        for (var host : List.of(
                "x",
                "EXAMPLE.com:5000",
                "127.0.0.1:80",
                "[::1]",
                "[2001:db8::1]:8080",
                "[::ffff:1.2.3.4]",
                "a:",
                "a_b.c-d~e",
                "a%41b",
                "1.2.3.400",
                "a.",
                "!$&'()*+;=")) {
            cases.add(forwarded(1, "host " + shown(host), SEEN, head(LINE, "Host: " + host)));
        }
        cases.add(forwarded(1, "no host in HTTP/1.0", SEEN, head(OLD_LINE)).thenCloses());
        return cases;
    }
}
