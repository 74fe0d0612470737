package balanza.feed;

import balanza.contract.App;
import balanza.contract.Tombstone;

/** Is told of apps by an {@link AppFeed}. */
public interface AppListener {
    /** An app is, or at some time was, as told here; of two tellings about one name the higher revision is the newer. */
    void changed(App app);

    /** An app is gone, as of the tombstone's revision. */
    void removed(Tombstone tombstone);

    /** Everything that there was at the start has been told. Called once. */
    void complete();
}
