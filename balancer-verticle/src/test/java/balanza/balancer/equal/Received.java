package balanza.balancer.equal;

import java.util.ArrayList;
import java.util.List;

/**
 * What came to a client on one connection, taken apart.
 *
 * @param answers in order, those before an answer among them
 * @param rest what is no answer, or the beginning of one
 */
record Received(List<Answer> answers, String rest) {
    /**
     * One answer.
     *
     * @param head from its first byte to its empty line
     * @param body without its chunks' framing
     * @param whole whether nothing is missing
     */
    record Answer(String head, String body, boolean whole) {
        int status() {
            return Integer.parseInt(head.substring(9, 12));
        }

        boolean interim() {
            return status() < 200 && status() != 101;
        }
    }

    /**
     * Takes it apart.
     *
     * @param ended whether nothing more can come
     */
    static Received of(String text, Conversation conversation, boolean ended) {
        var answers = new ArrayList<Answer>();
        int at = 0;
        int requests = 0;
        while (at < text.length()) {
            int end = text.indexOf("\r\n\r\n", at);
            if (end < 0 || !text.startsWith("HTTP/1.", at)) {
                break;
            }
            var body = new Body(text, end + 4, ended);
            var head = text.substring(at, end + 4);
            var answer = body.of(head, conversation.isHead(requests));
            answers.add(answer);
            at = body.end();
            requests += answer.interim() ? 0 : 1;
            if (!answer.whole()) {
                break;
            }
        }
        return new Received(answers, text.substring(at));
    }

    long finals() {
        return answers.stream()
                .filter(answer -> answer.whole() && !answer.interim())
                .count();
    }
}
