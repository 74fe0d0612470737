package balanza.runtime;

import io.vertx.core.Vertx;
import io.vertx.core.VertxBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way this process's sockets are driven, {@code TRANSPORT}: the best that kernel and machine allow, or the one that is
 * asked for. io_uring takes the least processor time for a request, then epoll; NIO is always there.
 */
public final class Transport {
    private static final Logger LOG = LoggerFactory.getLogger(Transport.class);
    private static final String AUTO = "auto";
    private static final List<String> BEST_FIRST = List.of("io_uring", "epoll", "nio");

    private static final String ALLOCATOR = "io.netty.allocator.type";

    static {
        // With Netty's own choice since 4.2, the adaptive allocator, answers of 64 KiB cost much more processor time;
        // docs/performance.md has the figures. Read at Netty's first buffer.
        if (System.getProperty(ALLOCATOR) == null) {
            System.setProperty(ALLOCATOR, "pooled");
        }
    }

    /** Those that may be taken, best first; each is there, as far as it says. */
    private final List<io.vertx.core.transport.Transport> usable;

    /** Why no better ones were taken. */
    private final List<String> passedOver;

    private Transport(List<io.vertx.core.transport.Transport> usable, List<String> passedOver) {
        this.usable = usable;
        this.passedOver = new ArrayList<>(passedOver);
    }

    /** The one to be used; a mistake if one is asked for by name that is not there. */
    public static Transport from(Env env) {
        return from(env, Transport::known);
    }

    /** @param known a transport by its name; {@code null} if its jar is not there */
    static Transport from(Env env, Function<String, io.vertx.core.transport.@Nullable Transport> known) {
        String asked = env.text("TRANSPORT", AUTO);
        if (!asked.equals(AUTO) && !BEST_FIRST.contains(asked)) {
            env.mistake("TRANSPORT", asked, "auto, io_uring, epoll or nio");
        }
        List<io.vertx.core.transport.Transport> usable = new ArrayList<>();
        List<String> passedOver = new ArrayList<>();
        for (String name : asked.equals(AUTO) ? BEST_FIRST : List.of(asked)) {
            io.vertx.core.transport.Transport transport = known.apply(name);
            if (transport != null && transport.available()) {
                usable.add(transport);
            } else {
                passedOver.add(name + ": " + (transport == null ? "not on the class path" : reason(transport)));
            }
        }
        if (usable.isEmpty() && BEST_FIRST.contains(asked)) {
            env.mistake("TRANSPORT", asked, "auto, or one that is there; " + passedOver.get(0));
        }
        return new Transport(usable, passedOver);
    }

    /**
     * Builds with the best one that works, and logs which it is.
     *
     * @param how from a builder that has its transport
     * @throws IllegalStateException if none works
     */
    public <T> T build(Function<VertxBuilder, T> how) {
        return first(transport -> {
            T built = how.apply(Vertx.builder().withTransport(transport));
            LOG.info("Transport: {}", said(transport));
            return built;
        });
    }

    /** One that is there may still fail: a kernel may allow one ring, and not as many as there are event loops. */
    <T> T first(Function<io.vertx.core.transport.Transport, T> how) {
        for (io.vertx.core.transport.Transport transport : usable) {
            try {
                return how.apply(transport);
            } catch (IllegalStateException e) {
                passedOver.add(transport.name() + ": " + firstLine(rootOf(e)));
                LOG.debug("Transport {} does not work", transport.name(), e);
            }
        }
        throw new IllegalStateException("TRANSPORT: " + String.join("; ", passedOver) + " (expected: one that works)");
    }

    /** With the reasons why it is no better one. */
    String said(io.vertx.core.transport.Transport taken) {
        return passedOver.isEmpty() ? taken.name() : taken.name() + " (" + String.join("; ", passedOver) + ")";
    }

    private static io.vertx.core.transport.@Nullable Transport known(String name) {
        return switch (name) {
            case "io_uring" -> IoUringMended.load();
            case "epoll" -> EpollMended.load();
            default -> io.vertx.core.transport.Transport.NIO;
        };
    }

    /** The library's exceptions tell in their causes why it cannot be loaded, or what the kernel said. */
    private static String reason(io.vertx.core.transport.Transport transport) {
        Throwable cause = transport.unavailabilityCause();
        return cause == null ? "not available" : firstLine(rootOf(cause));
    }

    private static Throwable rootOf(Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
                .limit(20)
                .reduce(failure, (outer, inner) -> inner);
    }

    private static String firstLine(Throwable failure) {
        return String.valueOf(failure.getMessage()).lines().limit(1).collect(Collectors.joining());
    }
}
