package balanza.bus;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.MessageConsumer;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All that this process hears, and the care that it goes on hearing.
 *
 * <p>After a network split has healed, the cluster may have forgotten whom a process listens for, and the process stays
 * deaf without a sign (vert.x issues 4394 and 5202). So it calls itself now and then, through the cluster; when it does
 * not hear itself twice in a row it registers everything anew.
 */
final class Ears {
    private static final Logger LOG = LoggerFactory.getLogger(Ears.class);
    private static final long SELF_CALL_INTERVAL_MS = 5_000;
    private static final long SELF_CALL_TIMEOUT_MS = 2_000;

    private final Vertx vertx;
    private final String ownAddress = "self-call." + UUID.randomUUID();
    private final List<Ear> ears = new CopyOnWriteArrayList<>();
    private int unheard;

    Ears(Vertx vertx) {
        this.vertx = vertx;
        if (vertx.isClustered()) {
            open(ownAddress, message -> message.reply(message.body()))
                    .onSuccess(open -> vertx.setPeriodic(SELF_CALL_INTERVAL_MS, timer -> callSelf()));
        }
    }

    /** @return once the whole cluster knows */
    Future<Void> open(String address, Handler<Message<Buffer>> handler) {
        Ear ear = new Ear(vertx.getOrCreateContext(), address, handler);
        ears.add(ear);
        return ear.open();
    }

    private void callSelf() {
        vertx.eventBus()
                .request(ownAddress, Buffer.buffer(), new DeliveryOptions().setSendTimeout(SELF_CALL_TIMEOUT_MS))
                .onSuccess(heard -> unheard = 0)
                .onFailure(failure -> {
                    if (++unheard == 2) {
                        unheard = 0;
                        LOG.warn("The cluster has forgotten this process; registering anew");
                        ears.forEach(Ear::reopen);
                    }
                });
    }

    /** One registration; opened and closed on the context that asked for it. */
    private final class Ear {
        private final Context context;
        private final String address;
        private final Handler<Message<Buffer>> handler;
        private volatile @Nullable MessageConsumer<Buffer> consumer;

        Ear(Context context, String address, Handler<Message<Buffer>> handler) {
            this.context = context;
            this.address = address;
            this.handler = handler;
        }

        Future<Void> open() {
            Promise<Void> registered = Promise.promise();
            context.runOnContext(now -> {
                MessageConsumer<Buffer> opened = vertx.eventBus().consumer(address, handler);
                consumer = opened;
                opened.completion().onComplete(registered);
            });
            return registered.future();
        }

        void reopen() {
            MessageConsumer<Buffer> deaf = consumer;
            if (deaf != null) {
                deaf.unregister().onComplete(gone -> open());
            }
        }
    }
}
