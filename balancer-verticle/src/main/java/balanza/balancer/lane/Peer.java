package balanza.balancer.lane;

import static balanza.balancer.lane.HeadBuffer.ascii;

/** What nodes are told of a client's connection, the same for each of its requests. */
final class Peer {
    private final String address;
    private final byte[] before;
    private final byte[] after;

    /**
     * @param address of the client
     * @param port at which it reached us
     */
    Peer(String address, boolean tls, int port) {
        this.address = address;
        before = ascii("\r\nX-Forwarded-For: " + address + "\r\nX-Forwarded-Proto: " + (tls ? "https" : "http")
                + "\r\nX-Forwarded-Host: ");
        after = ascii("\r\nX-Forwarded-Port: " + port + "\r\nX-Forwarded-Prefix: /api/balance/");
    }

    String address() {
        return address;
    }

    /** Who asks, in which way. */
    byte[] before() {
        return before;
    }

    /** Where. */
    byte[] after() {
        return after;
    }
}
