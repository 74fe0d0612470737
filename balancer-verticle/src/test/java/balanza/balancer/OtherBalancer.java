package balanza.balancer;

import static balanza.balancer.Soon.soon;

import balanza.bus.Bus;
import balanza.contract.Event.BalancerAlive;
import balanza.contract.Event.CountInFlight;
import balanza.contract.Event.InFlight;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A second balancer as the first one knows it: in a few lines on the real bus. */
final class OtherBalancer {
    private static final String ID = "other";

    private final Bus bus;
    private final BlockingQueue<CountInFlight> asked = new LinkedBlockingQueue<>();
    private volatile int inFlight;

    private OtherBalancer(Bus bus) {
        this.bus = bus;
    }

    /** One that says it is there once, and answers as soon as it is asked. */
    static OtherBalancer of(Balancer balancer) {
        var other = new OtherBalancer(balancer.bus);
        soon(balancer.bus.hear(CountInFlight.class, other::answer));
        balancer.bus.tell(new BalancerAlive(ID));
        return other;
    }

    /** One that says that it is there as often as it is asked, but never how much it has under way. */
    static void silent(Balancer balancer) {
        soon(balancer.bus.hear(CountInFlight.class, ask -> balancer.bus.tell(new BalancerAlive(ID))));
        balancer.bus.tell(new BalancerAlive(ID));
    }

    OtherBalancer with(int requests) {
        inFlight = requests;
        return this;
    }

    /** The next time it was asked; {@code null} if it was not for two seconds. */
    @Nullable
    CountInFlight asked() throws InterruptedException {
        return asked.poll(2, TimeUnit.SECONDS);
    }

    private void answer(CountInFlight ask) {
        asked.add(ask);
        bus.tell(new InFlight(ask.drain(), ID, inFlight));
    }
}
