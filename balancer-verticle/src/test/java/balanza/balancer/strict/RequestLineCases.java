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

/** The request line less its target: RFC 9112 section 3. */
final class RequestLineCases {
    private RequestLineCases() {}

    static List<RequestCase> cases() {
        var cases = new ArrayList<RequestCase>();
        for (var line : List.of(
                "GET  " + PATH + " HTTP/1.1",
                "GET " + PATH + "  HTTP/1.1",
                "GET\t" + PATH + " HTTP/1.1",
                "GET " + PATH + "\tHTTP/1.1",
                "GET\u000b" + PATH + " HTTP/1.1",
                " GET " + PATH + " HTTP/1.1",
                "\tGET " + PATH + " HTTP/1.1",
                "GET " + PATH + " HTTP/1.1 ",
                "GET " + PATH + " HTTP/1.1\t",
                "GET " + PATH + " extra HTTP/1.1",
                "GET " + PATH + " HTTP/1.1 extra",
                "GET " + PATH,
                "GET " + PATH + " ",
                "GET",
                "GET ",
                "GET HTTP/1.1",
                "GET  HTTP/1.1",
                PATH + " HTTP/1.1",
                " " + PATH + " HTTP/1.1",
                "G(T " + PATH + " HTTP/1.1",
                "G@T " + PATH + " HTTP/1.1",
                "GET: " + PATH + " HTTP/1.1",
                "G\u0000T " + PATH + " HTTP/1.1",
                "G\u00c9T " + PATH + " HTTP/1.1",
                "GET\r " + PATH + " HTTP/1.1",
                "GET " + PATH + " http/1.1",
                "GET " + PATH + " Http/1.1",
                "GET " + PATH + " HTTP/1.2",
                "GET " + PATH + " HTTP/0.9",
                "GET " + PATH + " HTTP/2.0",
                "GET " + PATH + " HTTP/3",
                "GET " + PATH + " HTTP/11",
                "GET " + PATH + " HTTP/1.10",
                "GET " + PATH + " HTTP/01.1",
                "GET " + PATH + " HTTP/1.",
                "GET " + PATH + " HTTP/.1",
                "GET " + PATH + " HTTP/1,1",
                "GET " + PATH + " HTTP/1.1\u000b",
                "GET " + PATH + " HTTP/1.1\u0000",
                "GET " + PATH + " HTTPS/1.1",
                "GET " + PATH + " HTTP 1.1",
                "GET " + PATH + " /1.1",
                "GET " + PATH + " ICY",
                "SSH-2.0-OpenSSH_9.2",
                "EHLO x",
                "\u0016\u0003\u0001\u0002\u0000\u0001",
                "\u0000",
                "\u00ef\u00bb\u00bfGET " + PATH + " HTTP/1.1")) {
            cases.add(refused(1, "line " + shown(line.replace(PATH, "/")), 400, head(line, "Host: x")));
        }
        cases.add(refused(1, "the preface of HTTP/2", 400, "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"));
        before(cases);
        methods(cases);
        return cases;
    }

    private static void before(List<RequestCase> cases) {
        var request = RequestCase.get();
        cases.add(forwarded(1, "one empty line before", "GET " + AT_NODE + " 0", "\r\n" + request));
        cases.add(refused(1, "two empty lines before", 400, "\r\n\r\n" + request));
        cases.add(refused(1, "LF before", 400, "\n" + request));
        cases.add(refused(1, "CR before", 400, "\r" + request));
        cases.add(refused(1, "CR CR LF before", 400, "\r\r\n" + request));
        cases.add(refused(1, "an empty line and LF before", 400, "\r\n\n" + request));
        cases.add(refused(1, "space and an empty line before", 400, " \r\n" + request));
        cases.add(refused(1, "NUL before", 400, "\u0000" + request));
    }

    private static void methods(List<RequestCase> cases) {
        for (var method : List.of("PUT", "DELETE", "PATCH", "OPTIONS", "BREW", "get", "M-SEARCH", "!#$%&'*+-.^_`|~")) {
            cases.add(forwarded(
                    2,
                    "method " + method,
                    method + " " + AT_NODE + " 0",
                    head(method + " " + PATH + " HTTP/1.1", "Host: x")));
        }
        cases.add(forwarded(2, "HEAD", "HEAD " + AT_NODE + " 0", head("HEAD " + PATH + " HTTP/1.1", "Host: x")));
        for (var method : List.of("CONNECT", "TRACE")) {
            cases.add(answered(2, "method " + method, 405, head(method + " " + PATH + " HTTP/1.1", "Host: x")));
        }
    }
}
