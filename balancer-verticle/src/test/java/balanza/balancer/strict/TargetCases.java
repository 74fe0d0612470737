package balanza.balancer.strict;

import static balanza.balancer.strict.FramingCases.shown;
import static balanza.balancer.strict.RequestCase.AT_NODE;
import static balanza.balancer.strict.RequestCase.PATH;
import static balanza.balancer.strict.RequestCase.answered;
import static balanza.balancer.strict.RequestCase.forwarded;
import static balanza.balancer.strict.RequestCase.head;
import static balanza.balancer.strict.RequestCase.refused;

import java.util.ArrayList;
import java.util.List;

/** What is asked for: RFC 9112 section 3.2, and that it reaches the node byte for byte. */
final class TargetCases {
    private TargetCases() {}

    static List<RequestCase> cases() {
        var cases = new ArrayList<RequestCase>();
        for (var rest :
                List.of("#", "#a", "?a#b", "/\u0001", "/\u007f", "/\u0000", "/\u00e9", "/\u0080", "/a\rb", "/a\tb")) {
            cases.add(refused(1, "target with " + shown(rest), 400, asking(PATH + rest)));
        }
        for (var rest : List.of(
                "/%2F",
                "/%2e%2e/",
                "//",
                "//a//b/",
                "/;a=b",
                "/a+b",
                "?",
                "/?",
                "??",
                "?a=b?c&d=/../e",
                "/../../apps",
                "/./a",
                "/..",
                "/%",
                "/%zz",
                "/%00",
                "/%0d%0aX:%20y",
                "/a\\b\\..\\c",
                "/\"<>^`{|}",
                "/'()*!$&,=:@",
                "/~%7E",
                "/http://other/path")) {
            cases.add(forwarded(3, "path " + rest, "GET " + AT_NODE + rest + " 0", asking(PATH + rest)));
        }
        cases.add(forwarded(
                3, "nothing after the name", "OPTIONS / 0", head("OPTIONS /api/balance/{app} HTTP/1.1", "Host: x")));
        cases.add(forwarded(3, "a query after the name", "GET /?{m} 0", asking("/api/balance/{app}?{m}")));
        otherPlaces(cases);
        absolute(cases);
        otherForms(cases);
        return cases;
    }

    /** None of these may end up in the app, nor one of the app's in a control call. */
    private static void otherPlaces(List<RequestCase> cases) {
        for (var target : List.of(
                "/api/balance/../apps",
                "/api/balance/%2e%2e/apps",
                "/api/balance/.",
                "/api/balance//{app}/x",
                "/api/balance/{app}%2Fx",
                "/api/balance/{app}%00",
                "/api/balance/{app}\\x",
                "/api/balance/{app};x",
                "/api/balance/%61pp",
                "/api/balance\\{app}/x",
                "/api/x/../balance/{app}/smuggled",
                "/api/%62alance/{app}/smuggled",
                "/./api/balance/{app}/smuggled")) {
            cases.add(answered(3, "elsewhere " + target, 400, asking(target)));
        }
        for (var target :
                List.of("//api/balance/{app}/x", "/api//balance/{app}/x", "/API/balance/{app}/x", "/api/balance")) {
            cases.add(answered(3, "elsewhere " + target, 404, asking(target)));
        }
    }

    private static void absolute(List<RequestCase> cases) {
        var seen = "GET " + AT_NODE + "?a 0";
        for (var origin :
                List.of("http://x", "https://other.example:8443", "HTTP://X", "http://[::1]:5000", "hTTpS://1.2.3.4")) {
            cases.add(forwarded(2, "absolute " + origin, seen, asking(origin + PATH + "?a")));
        }
        for (var origin : List.of(
                "http://",
                "http:///x",
                "http:/x",
                "http:",
                "http://user@x",
                "http://user:pass@x",
                "http://x:port",
                "http://x:99999",
                "http://[::1",
                "http://x\\y",
                "http://a,b",
                "ftp://x",
                "file://",
                "ws://x",
                "javascript:")) {
            cases.add(answered(2, "absolute " + origin, 400, asking(origin + PATH)));
        }
        cases.add(answered(2, "absolute with the path in the query", 400, asking("http://x?y=" + PATH)));
        cases.add(answered(2, "absolute without a path", 404, asking("http://x")));
        cases.add(answered(2, "absolute to a control call", 200, asking("http://x/api/health/live")));
        cases.add(refused(2, "absolute without a host field", 400, head("GET http://x" + PATH + " HTTP/1.1")));
        cases.add(refused(
                2,
                "absolute with two host fields",
                400,
                head("GET http://x" + PATH + " HTTP/1.1", "Host: x", "Host: y")));
    }

    private static void otherForms(List<RequestCase> cases) {
        cases.add(answered(2, "the whole server", 204, head("OPTIONS * HTTP/1.1", "Host: x")));
        cases.add(answered(2, "GET of the whole server", 400, asking("*")));
        cases.add(answered(2, "CONNECT", 405, head("CONNECT other.example:443 HTTP/1.1", "Host: other.example:443")));
        for (var target : List.of(
                "**", "*/x", "other.example:443", "other.example", "api/balance/{app}/x", "?x", ".", "\\", "%2Fapi")) {
            cases.add(answered(2, "target " + target, 400, asking(target)));
        }
    }

    private static String asking(String target) {
        return head("GET " + target + " HTTP/1.1", "Host: x");
    }
}
