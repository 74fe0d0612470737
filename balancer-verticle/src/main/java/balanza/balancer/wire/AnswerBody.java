package balanza.balancer.wire;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/** The part of an answer after its head. It is told of the bytes in the order they come, and says which are its own. */
interface AnswerBody {
    /**
     * Follows {@code in} from the index {@code from} to the last byte there is.
     *
     * @return the index behind the last byte that belongs to the body and is as it must be
     */
    int take(ByteBuf in, int from);

    /** Whether the last byte was taken. */
    boolean whole();

    /** Whether the body is whole when the node ends the connection. */
    default boolean endsWithConnection() {
        return false;
    }

    /** What was wrong with the byte behind those that were taken, for people; {@code null} if nothing was. */
    default @Nullable String wrong() {
        return null;
    }

    /** A body of so many bytes. */
    static AnswerBody counted(long bytes, DataTable data) {
        return new AnswerBody() {
            private long left = bytes;

            @Override
            public int take(ByteBuf in, int from) {
                int taken = (int) Math.min(left, in.writerIndex() - from);
                left -= taken;
                data.add(from - in.readerIndex(), from - in.readerIndex() + taken);
                return from + taken;
            }

            @Override
            public boolean whole() {
                return left == 0;
            }
        };
    }

    /** A body that goes on until the node ends the connection. */
    static AnswerBody untilClose(DataTable data) {
        return new AnswerBody() {
            @Override
            public int take(ByteBuf in, int from) {
                data.add(from - in.readerIndex(), in.readableBytes());
                return in.writerIndex();
            }

            @Override
            public boolean whole() {
                return false;
            }

            @Override
            public boolean endsWithConnection() {
                return true;
            }
        };
    }
}
