package balanza.e2e.site;

import java.util.List;
import java.util.UUID;

/** A running Balanza. */
public interface Site extends AutoCloseable {
    /** What its tokens are signed with. */
    String JWT_SECRET = UUID.randomUUID().toString();

    /** The most nodes an app may have here. */
    int NODES_MAX_PER_APP = 5;

    /** Its front doors, at least one. */
    List<Client> balancers();

    /** Its first front door. */
    default Client client() {
        return balancers().get(0);
    }

    /** The counters of the process behind a front door. */
    Figures figures(Client balancer);

    @Override
    void close();
}
