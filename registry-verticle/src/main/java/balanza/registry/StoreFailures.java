package balanza.registry;

import balanza.contract.ApiError;
import com.mongodb.MongoBulkWriteException;
import com.mongodb.MongoClientException;
import com.mongodb.MongoException;
import com.mongodb.MongoInterruptedException;
import com.mongodb.MongoNodeIsRecoveringException;
import com.mongodb.MongoNotPrimaryException;
import com.mongodb.MongoSocketException;
import com.mongodb.MongoWriteConcernException;
import java.util.concurrent.TimeoutException;

/** What a failure of the store means to whoever asked the registry. */
final class StoreFailures {
    private static final int DUPLICATE_KEY = 11000;
    private static final int INDEX_OPTIONS_CONFLICT = 85;
    private static final String TRANSIENT = "RetryableWriteError";

    private StoreFailures() {}

    /** {@link ApiError#UNAVAILABLE} if the store is away, too slow, or between primaries; else the failure itself. */
    static Throwable shown(Throwable failure) {
        return away(failure) ? ApiError.UNAVAILABLE.exception() : failure;
    }

    /** Whether the write was refused because a unique value is taken. */
    static boolean isDuplicate(Throwable failure) {
        return failure instanceof MongoException refused && refused.getCode() == DUPLICATE_KEY;
    }

    /** Whether a bulk of inserts has gone well but for documents that were there already. */
    static boolean onlyDuplicates(Throwable failure) {
        return failure instanceof MongoBulkWriteException bulk
                && bulk.getWriteConcernError() == null
                && bulk.getWriteErrors().stream().allMatch(error -> error.getCode() == DUPLICATE_KEY);
    }

    /** Whether there is such an index already, with other options. */
    static boolean isIndexConflict(Throwable failure) {
        return failure instanceof MongoException refused && refused.getCode() == INDEX_OPTIONS_CONFLICT;
    }

    private static boolean away(Throwable failure) {
        return failure instanceof TimeoutException
                || failure instanceof MongoSocketException
                || failure instanceof MongoClientException
                || failure instanceof MongoInterruptedException
                || failure instanceof MongoNotPrimaryException
                || failure instanceof MongoNodeIsRecoveringException
                || failure instanceof MongoWriteConcernException
                || (failure instanceof MongoException refused && refused.hasErrorLabel(TRANSIENT));
    }
}
