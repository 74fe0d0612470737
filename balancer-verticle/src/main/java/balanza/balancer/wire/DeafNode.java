package balanza.balancer.wire;

import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.DuplexChannel;

/**
 * A node that takes no more of a request, because it has closed its end. Before that it may have said why, in an answer that
 * is here already: so what failed is the writing only, and what it has said is read, up to its end.
 *
 * <p>Source: RFC 9112 section 9.5, a client watches for an answer while it sends.
 */
public final class DeafNode {
    private DeafNode() {}

    /** Lets a connection outlive a write that fails. */
    static void allow(Channel channel) {
        channel.config().setOption(ChannelOption.AUTO_CLOSE, false);
    }

    /** From here on a write that fails is the end. */
    static void forbid(Channel channel) {
        channel.config().setOption(ChannelOption.AUTO_CLOSE, true);
    }

    /** Whether a write has failed: the node's end, when it comes, is not an orderly one. */
    public static boolean is(Channel channel) {
        return channel instanceof DuplexChannel duplex && duplex.isOutputShutdown();
    }
}
