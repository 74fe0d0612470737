package balanza.balancer.equal;

/** What becomes of a node while it is asked. */
enum Fate {
    /** A monitor finds it down. */
    DOWN,
    /** Its owner wants it to get no more requests. */
    DRAINING,
    /** It is of the app no more. */
    REMOVED
}
