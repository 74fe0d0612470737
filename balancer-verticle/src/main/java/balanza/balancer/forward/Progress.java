package balanza.balancer.forward;

/** How far an attempt had come when it failed; this alone decides whether another may follow. */
enum Progress {
    /** The node has seen nothing of the request. */
    NOTHING_SENT,
    /** The node may have seen all of it, and may have done it. */
    SENT
}
