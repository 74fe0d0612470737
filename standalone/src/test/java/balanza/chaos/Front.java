package balanza.chaos;

import balanza.e2e.site.Client;

/** What stands in front of several balancers and passes requests to those that say they are ready. */
interface Front extends AutoCloseable {
    /** What its clients call. */
    Client client();

    /** Whether it passes requests to this balancer. */
    boolean uses(Client balancer);

    /** Whether it chooses a balancer for each request, and not for each connection. */
    boolean choosesByRequest();

    @Override
    void close();
}
