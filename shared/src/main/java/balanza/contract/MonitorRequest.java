package balanza.contract;

/** What the monitor can be asked. */
public sealed interface MonitorRequest<R> extends Request<R> {
    /** Whether a monitor is there. */
    record CheckMonitor() implements MonitorRequest<Present> {}
}
