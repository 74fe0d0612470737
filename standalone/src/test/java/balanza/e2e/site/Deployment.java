package balanza.e2e.site;

/** The ways in which Balanza is run, all of which must behave the same. */
public enum Deployment {
    ONE_JVM {
        @Override
        public Site site() {
            return Sites.oneJvm();
        }
    },
    FOUR_JVMS {
        @Override
        public Site site() {
            return Sites.fourJvms();
        }
    };

    /** Running and ready. */
    public abstract Site site();

    /** A user that tests share, where it does not matter who asks. */
    public Tenant tenant() {
        return Sites.tenantOf(site());
    }
}
