package balanza.bench.site;

import balanza.bench.system.Ports;
import balanza.bench.system.Program;
import java.util.Optional;

/** Where a balancer listens. */
record BalancerPorts(int plain, int secure, int health) {
    static BalancerPorts free() {
        return new BalancerPorts(Ports.free(), Ports.free(), Ports.free());
    }

    Door door() {
        String usual = "/api/balance/" + BalanzaSettings.APP;
        return new Door(
                "http://127.0.0.1:" + plain + usual,
                Optional.of("https://127.0.0.1:" + secure + usual),
                Optional.of("http://127.0.0.1:" + plain + "/api/balance/" + BalanzaSettings.SLOW_APP));
    }

    Balancer balancer(Program program) {
        return new Balancer(program, Http.atPort(health));
    }
}
