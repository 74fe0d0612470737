package balanza.balancer;

import balanza.runtime.Env;
import balanza.runtime.Service;
import balanza.runtime.Start;

/** The balancer, as a process finds it. */
public final class BalancerService implements Service {
    @Override
    public String name() {
        return "balancer";
    }

    @Override
    public Start configure(Env env) {
        return new BalancerStart(BalancerConfig.from(env));
    }
}
