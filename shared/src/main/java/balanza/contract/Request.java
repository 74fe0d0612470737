package balanza.contract;

/**
 * A question one service asks another; the record's class name is its address on the bus.
 *
 * @param <R> the answer
 */
public sealed interface Request<R> permits AuthRequest, RegistryRequest, MonitorRequest {
    /**
     * Whether asking twice does no more than asking once, so that the bus may ask again when no answer came.
     *
     * @return true unless a request says otherwise
     */
    default boolean idempotent() {
        return true;
    }
}
