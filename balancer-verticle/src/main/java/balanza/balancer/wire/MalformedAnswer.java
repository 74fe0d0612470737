package balanza.balancer.wire;

/** What a node sent is no answer. It has no stack trace: it is an outcome, not a defect. */
public final class MalformedAnswer extends Exception {
    /** @param what one short sentence for people, with nothing in it that the node sent */
    MalformedAnswer(String what) {
        super(what, null, false, false);
    }
}
