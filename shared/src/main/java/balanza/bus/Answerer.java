package balanza.bus;

import balanza.contract.Request;
import io.vertx.core.Future;

/**
 * Answers one kind of request.
 *
 * @param <Q> the request
 * @param <R> its answer
 */
@FunctionalInterface
public interface Answerer<Q extends Request<R>, R> {
    /**
     * @param deadline when the asker stops waiting; work that would end later need not be begun
     * @return fails with an {@link balanza.contract.ApiException}; any other failure is a defect and is shown as one
     */
    Future<R> answer(Q request, Deadline deadline);
}
