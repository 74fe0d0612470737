package balanza.names;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Stands where the system's resolver does. A name of which nothing was said hangs until something is. */
final class NameServer implements Resolver.Lookup {
    private final Map<String, InetAddress[]> answers = new HashMap<>();
    private final List<String> asked = new ArrayList<>();

    @Override
    public synchronized InetAddress[] of(String host) throws UnknownHostException {
        asked.add(host);
        notifyAll();
        await(() -> answers.containsKey(host));
        InetAddress[] answer = answers.get(host);
        if (answer.length == 0) {
            throw new UnknownHostException(host);
        }
        return answer;
    }

    synchronized void answer(String host, InetAddress... addresses) {
        answers.put(host, addresses);
        notifyAll();
    }

    void answer(String host, String... addresses) {
        answer(host, addresses(addresses).toArray(InetAddress[]::new));
    }

    void fail(String host) {
        answer(host, new InetAddress[0]);
    }

    synchronized void hang(String host) {
        answers.remove(host);
    }

    synchronized List<String> asked() {
        return List.copyOf(asked);
    }

    synchronized void awaitAsked(int times) {
        await(() -> asked.size() >= times);
    }

    static List<InetAddress> addresses(String... literals) {
        return Arrays.stream(literals).map(NameServer::address).toList();
    }

    private static InetAddress address(String literal) {
        try {
            return InetAddress.getByName(literal);
        } catch (UnknownHostException e) {
            throw new AssertionError(e);
        }
    }

    private synchronized void await(BooleanSupplier condition) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (!condition.getAsBoolean()) {
            long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
            if (left <= 0) {
                throw new AssertionError("Not within 10 s; asked for " + asked);
            }
            try {
                wait(left);
            } catch (InterruptedException e) {
                throw new AssertionError("Closed meanwhile", e);
            }
        }
    }
}
