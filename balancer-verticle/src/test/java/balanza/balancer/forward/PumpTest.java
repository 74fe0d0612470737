package balanza.balancer.forward;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;
import io.vertx.core.streams.WriteStream;
import org.junit.jupiter.api.Test;

/** When a body is through. */
class PumpTest {
    private final Source source = new Source();
    private final Sink sink = new Sink();

    /** Or a node that answers at once would seem to have answered too early, and the client's connection would be ended. */
    @Test
    void aBodyOfKnownLengthIsThroughWithItsLastByte() {
        Future<Void> through = new Pump(source, sink, 5).run();

        source.data.handle(Buffer.buffer("abc"));
        assertThat(through.isComplete()).isFalse();
        source.data.handle(Buffer.buffer("de"));
        assertThat(through.succeeded()).isTrue();
    }

    /** Its end must come, for the next request on that connection to come. */
    @Test
    void aBodyOfKnownLengthIsNotHeldUpAtItsEnd() {
        var unused = new Pump(source, sink, 5).run();
        sink.full = true;

        source.data.handle(Buffer.buffer("abcde"));
        assertThat(source.paused).isFalse();
    }

    @Test
    void anyOtherIsThroughWhenItsSourceEnds() {
        Future<Void> through = new Pump(source, sink).run();

        source.data.handle(Buffer.buffer("abcde"));
        assertThat(through.isComplete()).isFalse();
        source.end.handle(null);
        assertThat(through.succeeded()).isTrue();
    }

    @Test
    void aSourceWaitsForASinkThatIsFull() {
        var pump = new Pump(source, sink, 5);
        var unused = pump.run();
        sink.full = true;

        source.data.handle(Buffer.buffer("abc"));
        assertThat(source.paused).isTrue();
        assertThat(pump.held()).isTrue();
        sink.room.handle(null);
        assertThat(source.paused).isFalse();
        assertThat(pump.held()).isFalse();
    }

    private static final class Source implements ReadStream<Buffer> {
        Handler<Buffer> data;
        Handler<Void> end;
        boolean paused;

        @Override
        public Source exceptionHandler(Handler<Throwable> handler) {
            return this;
        }

        @Override
        public Source handler(Handler<Buffer> handler) {
            data = handler;
            return this;
        }

        @Override
        public Source endHandler(Handler<Void> handler) {
            end = handler;
            return this;
        }

        @Override
        public Source pause() {
            paused = true;
            return this;
        }

        @Override
        public Source resume() {
            paused = false;
            return this;
        }

        @Override
        public Source fetch(long amount) {
            return this;
        }
    }

    private static final class Sink implements WriteStream<Buffer> {
        Handler<Void> room;
        boolean full;

        @Override
        public Sink exceptionHandler(Handler<Throwable> handler) {
            return this;
        }

        @Override
        public Future<Void> write(Buffer data) {
            return Future.succeededFuture();
        }

        @Override
        public Future<Void> end() {
            return Future.succeededFuture();
        }

        @Override
        public Sink setWriteQueueMaxSize(int size) {
            return this;
        }

        @Override
        public boolean writeQueueFull() {
            return full;
        }

        @Override
        public Sink drainHandler(Handler<Void> handler) {
            room = handler;
            return this;
        }
    }
}
