package balanza.balancer.journal;

import balanza.contract.AppId;
import balanza.contract.ServedRequest;

/** A record, and whose it is. */
record Entry(AppId app, ServedRequest record) {
    /** Of those texts that clients may make long. */
    int characters() {
        return record.path().length()
                + record.method().length()
                + record.requestId().length();
    }
}
