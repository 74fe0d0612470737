package balanza.monitor;

import balanza.contract.NodeId;
import java.util.HashMap;
import java.util.Map;

/**
 * Which nodes this monitor checks: each node is one live monitor's, by rendezvous hashing, so that monitors need not agree
 * on anything and one that comes or goes moves no more nodes than its own share.
 */
final class Share {
    /** How long a monitor that is not heard counts as alive, in milliseconds: three times the interval of its calls. */
    static final long SILENCE_MS = 3_000;

    private static final long FNV_OFFSET = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;

    private final String self;
    private final Map<String, Long> lastHeard = new HashMap<>();

    /** @param self this monitor, which is always alive */
    Share(String self) {
        this.self = self;
    }

    /**
     * A monitor is alive.
     *
     * @param now in milliseconds
     * @return whether it was not known to be
     */
    boolean heard(String monitor, long now) {
        if (monitor.equals(self)) {
            return false;
        }
        forgetSilent(now);
        return lastHeard.put(monitor, now) == null;
    }

    /** @param now in milliseconds */
    boolean isOurs(NodeId node, long now) {
        forgetSilent(now);
        long ownScore = score(self, node);
        return lastHeard.keySet().stream().noneMatch(other -> {
            long score = score(other, node);
            return score > ownScore || (score == ownScore && other.compareTo(self) > 0);
        });
    }

    private void forgetSilent(long now) {
        lastHeard.values().removeIf(last -> now - last > SILENCE_MS);
    }

    private static long score(String monitor, NodeId node) {
        return mix(fnv1a(monitor) ^ Long.rotateLeft(fnv1a(node.value()), 1));
    }

    private static long fnv1a(String text) {
        long hash = FNV_OFFSET;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * FNV_PRIME;
        }
        return hash;
    }

    /** MurmurHash3's finalizer: every bit in changes about half of the bits out. */
    private static long mix(long bits) {
        long mixed = (bits ^ (bits >>> 33)) * 0xff51afd7ed558ccdL;
        mixed = (mixed ^ (mixed >>> 33)) * 0xc4ceb9fe1a85ec53L;
        return mixed ^ (mixed >>> 33);
    }
}
