package balanza.bus;

import balanza.contract.ApiError;
import balanza.contract.ApiException;
import balanza.contract.Event;
import balanza.contract.Request;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.ReplyException;
import io.vertx.core.eventbus.ReplyFailure;
import java.time.Duration;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Typed talk over Vert.x's event bus. The class name of a message is its address.
 *
 * <p>May be used from any context; answers come back on the context that asked, requests and events on the context that
 * registered for them.
 */
public final class Bus {
    private static final Logger LOG = LoggerFactory.getLogger(Bus.class);
    private static final String MILLIS_LEFT = "millis-left";

    private final EventBus events;
    private final Ears ears;

    public Bus(Vertx vertx) {
        events = vertx.eventBus();
        ears = new Ears(vertx);
    }

    /**
     * Asks whoever answers this kind of request; if there are several, one of them.
     *
     * <p>The registrations of a process that was killed linger for seconds, so a try may be sent to nobody. An idempotent
     * request gets half of the time for a first try and the rest for a second.
     *
     * @return fails with nothing but an {@link ApiException}; {@link ApiError#UNAVAILABLE} if nobody answered in time, in
     *     which case a request that changes something may have been carried out
     */
    public <R> Future<R> ask(Request<R> request, Deadline deadline) {
        Buffer body = Wire.encode(request);
        Future<Message<Buffer>> reply = request.idempotent()
                ? send(request, body, deadline.millisLeft() / 2)
                        .recover(failure -> timedOut(failure)
                                ? send(request, body, deadline.millisLeft())
                                : Future.failedFuture(failure))
                : send(request, body, deadline.millisLeft());
        return reply.map(answer -> Wire.decode(Answers.typeOf(request), answer.body()))
                .recover(failure -> Future.failedFuture(Failures.fromWire(failure)));
    }

    /**
     * Answers a kind of request.
     *
     * @return once the whole cluster knows that this process answers it
     */
    public <Q extends Request<R>, R> Future<Void> answer(Class<Q> type, Answerer<Q, R> answerer) {
        return ears.open(address(type), message -> {
            Deadline deadline = deadlineOf(message);
            if (deadline.passed()) {
                return; // The asker has gone; an answer would be dropped.
            }
            Future.succeededFuture()
                    .compose(none -> answerer.answer(Wire.decode(type, message.body()), deadline))
                    .onSuccess(answer -> message.reply(Wire.encode(answer)))
                    .onFailure(failure -> fail(type, message, failure));
        });
    }

    /** Tells whoever listens; see {@link Event}. */
    public void tell(Event event) {
        events.publish(address(event.getClass()), Wire.encode(event));
    }

    /**
     * Hears a kind of event.
     *
     * @return once the whole cluster knows that this process listens
     */
    public <E extends Event> Future<Void> hear(Class<E> type, Consumer<E> listener) {
        return ears.open(address(type), message -> listener.accept(Wire.decode(type, message.body())));
    }

    private Future<Message<Buffer>> send(Request<?> request, Buffer body, long timeoutMs) {
        if (timeoutMs <= 0) {
            return Future.failedFuture(ApiError.UNAVAILABLE.exception());
        }
        DeliveryOptions options =
                new DeliveryOptions().setSendTimeout(timeoutMs).addHeader(MILLIS_LEFT, Long.toString(timeoutMs));
        return events.request(address(request.getClass()), body, options);
    }

    private static void fail(Class<?> type, Message<Buffer> message, Throwable failure) {
        if (!(failure instanceof ApiException)) {
            LOG.error("{} failed", type.getSimpleName(), failure);
        }
        message.reply(
                Failures.toWire(failure instanceof ApiException expected ? expected : ApiError.DEFECT.exception()));
    }

    private static Deadline deadlineOf(Message<?> message) {
        return Deadline.in(Duration.ofMillis(Long.parseLong(message.headers().get(MILLIS_LEFT))));
    }

    private static boolean timedOut(Throwable failure) {
        return failure instanceof ReplyException reply && reply.failureType() == ReplyFailure.TIMEOUT;
    }

    private static String address(Class<?> type) {
        return type.getSimpleName();
    }
}
