package balanza.balancer.routing;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Requests that wait for room, first come, first served. The lock is never held while anybody waits for anything; where
 * nobody stands in line, nobody takes it.
 */
final class WaitingLine {
    /** {@code null} until somebody comes: most apps never have anybody stand in line. */
    private @Nullable Deque<Waiter> line;

    private volatile int length;
    private boolean serving;
    private boolean moreRoom;

    /**
     * Goes to the end of the line. Room that came free in between is not missed: the first in line is asked once more.
     *
     * @param most how many may stand in line
     * @return whether it got into the line; it may have been served since
     */
    synchronized boolean enter(Waiter waiter, int most) {
        if (length >= most) {
            return false;
        }
        line = line == null ? new ArrayDeque<>() : line;
        line.add(waiter);
        length = line.size();
        serve();
        return true;
    }

    /** @return whether it was still in line; otherwise it has been served, or never was in */
    synchronized boolean leave(Waiter waiter) {
        if (line == null) {
            return false;
        }
        boolean left = line.remove(waiter);
        length = line.size();
        return left;
    }

    /** Room may have come free. */
    void room() {
        if (length > 0) {
            serve();
        }
    }

    int length() {
        return length;
    }

    private synchronized void serve() {
        moreRoom = true;
        if (serving) {
            return; // Called by the very waiter that is being served.
        }
        serving = true;
        try {
            while (moreRoom) {
                moreRoom = false;
                serveAll();
            }
        } finally {
            serving = false;
        }
    }

    private void serveAll() {
        Waiter first = first();
        while (first != null && serve(first)) {
            first = first();
        }
    }

    private @Nullable Waiter first() {
        return line == null ? null : line.peek();
    }

    private boolean serve(Waiter first) {
        boolean stays = false;
        try {
            stays = !first.room();
            return !stays;
        } finally {
            if (!stays) { // Also if it failed, which is a defect, but must not hold up those behind.
                leave(first);
            }
        }
    }
}
