package balanza.balancer.equal;

import java.util.List;
import java.util.stream.IntStream;

/** What a client does, one after the other. All the while it reads, too, if it does not say otherwise. */
sealed interface ClientStep {
    /**
     * Sends it, ISO 8859-1.
     *
     * @param cuts where one piece ends and the next begins, ascending; what is behind the text's end is none
     */
    record Send(String text, List<Integer> cuts) implements ClientStep {
        @Override
        public String toString() {
            return "Send[" + Text.shown(text) + (cuts.isEmpty() ? "]" : ", cut at " + cuts + "]");
        }
    }

    /** Waits until so many answers have come, not counting those before an answer; or until nothing more can come. */
    record AwaitAnswers(int count) implements ClientStep {}

    /** Waits until so many bytes have come, or until nothing more can come. */
    record AwaitBytes(int count) implements ClientStep {}

    /** Waits until the nodes have been asked so many times, all of them together. */
    record AwaitAsked(int count) implements ClientStep {}

    /** Waits until nodes have taken so many whole requests, or so many answers have come, or nothing more can come. */
    record AwaitTaken(int requests, int answers) implements ClientStep {}

    /** Waits until nothing has moved for a while on connections of which somebody knows how far they have come. */
    record AwaitStill() implements ClientStep {}

    /** Begins to read; who has this among its steps has a small window and does not read before. */
    record Read() implements ClientStep {}

    /** Waits until this has become of the node that was asked last, and the balancer knows; if any was asked. */
    record Change(Fate fate) implements ClientStep {}

    /** Lets nodes go on that wait for it, and waits for those that had something to do yet. */
    record Delivered() implements ClientStep {}

    /** Sends nothing more, and reads on. */
    record EndOutput() implements ClientStep {}

    /** Leaves, with what may have come unread. */
    record Reset() implements ClientStep {}

    static ClientStep send(String text) {
        return new Send(text, List.of());
    }

    /** @param length of each piece but the last */
    static ClientStep sendPieces(String text, int length) {
        return new Send(
                text,
                IntStream.iterate(length, at -> at < text.length(), at -> at + length)
                        .boxed()
                        .toList());
    }
}
