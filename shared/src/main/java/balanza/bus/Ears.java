package balanza.bus;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.MessageConsumer;
import io.vertx.core.internal.VertxInternal;
import io.vertx.core.spi.cluster.RegistrationInfo;
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
 * deaf without a sign (vert.x issues 4394 and 5202). So it looks itself up in the cluster now and then; when it is not
 * there twice in a row it registers everything anew. A call to itself would not do: the bus remembers where it last sent
 * what, and goes on reaching itself.
 */
final class Ears {
    private static final Logger LOG = LoggerFactory.getLogger(Ears.class);
    private static final long LOOK_UP_INTERVAL_MS = 5_000;

    private final Vertx vertx;
    private final String ownAddress = "process." + UUID.randomUUID();
    private final List<Ear> ears = new CopyOnWriteArrayList<>();
    private int missing;

    Ears(Vertx vertx) {
        this.vertx = vertx;
        if (vertx.isClustered()) {
            open(ownAddress, message -> {}).onSuccess(open -> lookSelfUpUntilClosed());
        }
    }

    /** @return once the whole cluster knows */
    Future<Void> open(String address, Handler<Message<Buffer>> handler) {
        Ear ear = new Ear(vertx.getOrCreateContext(), address, handler);
        ears.add(ear);
        return ear.open();
    }

    private void lookSelfUpUntilClosed() {
        long timer = vertx.setPeriodic(LOOK_UP_INTERVAL_MS, now -> lookSelfUp());
        ((VertxInternal) vertx).addCloseHook(closed -> {
            vertx.cancelTimer(timer);
            closed.succeed();
        });
    }

    private void lookSelfUp() {
        Promise<List<RegistrationInfo>> known = Promise.promise();
        ((VertxInternal) vertx).clusterManager().getRegistrations(ownAddress, known);
        known.future().onSuccess(registrations -> {
            missing = registrations.isEmpty() ? missing + 1 : 0;
            if (missing == 2) {
                missing = 0;
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
