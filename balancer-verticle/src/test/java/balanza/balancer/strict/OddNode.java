package balanza.balancer.strict;

import balanza.balancer.RawNode;
import balanza.balancer.Wire;
import balanza.contract.Endpoint;
import java.io.Closeable;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** A node that is odd when it is asked for {@link #ODD}, and else answers with the path it was asked for. */
public final class OddNode implements Closeable {
    public static final String ODD = "/odd";

    private static final Pattern LENGTH = Pattern.compile("(?i)\r\nContent-Length: (\\d+)\r\n");

    private final OddAnswer odd;
    private final RawNode node;
    private final CountDownLatch delivered = new CountDownLatch(1);
    private final CountDownLatch played = new CountDownLatch(1);

    public OddNode(OddAnswer odd) throws IOException {
        this.odd = odd;
        this.node = RawNode.playing((balancer, self) -> serve(balancer));
    }

    public Endpoint endpoint() {
        return node.endpoint();
    }

    /** The client has what it gets; returns when the node has done its part too. */
    public void delivered() {
        delivered.countDown();
        await(played);
    }

    @Override
    public void close() throws IOException {
        node.close();
    }

    private void serve(Wire balancer) throws Exception {
        for (; ; ) {
            var head = balancer.head();
            var path = head.split(" ", 3)[1];
            if (path.equals(ODD)) {
                beOdd(balancer, head);
            } else {
                balancer.send("HTTP/1.1 200 OK\r\nContent-Length: " + path.length() + "\r\n\r\n" + path);
            }
        }
    }

    private void beOdd(Wire balancer, String head) throws Exception {
        var length = LENGTH.matcher(head);
        if (length.find()) {
            balancer.text(Math.min(5, Integer.parseInt(length.group(1))));
        }
        try {
            odd.play(balancer, () -> await(delivered));
        } finally {
            played.countDown(); // Even if the balancer has closed on it.
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            if (!latch.await(10, TimeUnit.SECONDS)) {
                throw new AssertionError("not within ten seconds");
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
