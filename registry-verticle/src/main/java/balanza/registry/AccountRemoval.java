package balanza.registry;

import balanza.bus.Bus;
import balanza.contract.AppId;
import balanza.contract.Event.AppRemoved;
import balanza.contract.User;
import balanza.contract.UserId;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Removes users with all that is theirs. It begins with a mark in the store, and every step may be done twice, by several
 * registries at once; so whatever interrupts it, it is ended later by whoever finds the mark.
 */
final class AccountRemoval {
    /** How many apps are removed at once. */
    private static final int AT_ONCE = 20;

    private final Bus bus;
    private final RegistryStore store;

    AccountRemoval(Bus bus, RegistryStore store) {
        this.bus = bus;
        this.store = store;
    }

    /** @return the user, once all is gone; fails with {@code UNAUTHORIZED} if there is no such user */
    Future<User> begin(UserId user) {
        return store.users.markDeleting(user).compose(marked -> end(user).map(marked));
    }

    /** Ends the removals that were begun and interrupted. */
    Future<Void> resume() {
        return store.users.deleting().compose(users -> {
            Future<Void> ended = Future.succeededFuture();
            for (UserId user : users) {
                ended = ended.compose(done -> end(user));
            }
            return ended;
        });
    }

    /**
     * Removes the apps of users who are gone. Such an app is left if a registry dies after it has claimed a name and before
     * it has seen that the owner is being deleted meanwhile.
     */
    Future<Void> sweep() {
        return sweepAfter(null);
    }

    private Future<Void> end(UserId user) {
        return removeApps(user).compose(done -> store.names.forget(user)).compose(done -> store.users.remove(user));
    }

    private Future<Void> removeApps(UserId user) {
        return store.orphans
                .ownedBy(user)
                .compose(apps ->
                        apps.isEmpty() ? Future.succeededFuture() : remove(apps).compose(done -> removeApps(user)));
    }

    private Future<Void> remove(List<Orphan> apps) {
        if (apps.isEmpty()) {
            return Future.succeededFuture();
        }
        List<Orphan> some = apps.subList(0, Math.min(AT_ONCE, apps.size()));
        List<Future<?>> removed = new ArrayList<>();
        some.forEach(app -> removed.add(takeAway(app)));
        return Future.join(removed)
                .compose(done -> store.logTrim.remove(ids(some)))
                .compose(done -> remove(apps.subList(some.size(), apps.size())));
    }

    private Future<?> takeAway(Orphan app) {
        return store.names
                .takeAway(app.name(), app.id())
                .onSuccess(taken -> taken.ifPresent(tombstone -> bus.tell(new AppRemoved(tombstone))));
    }

    private Future<Void> sweepAfter(@Nullable String after) {
        return store.orphans.all(after).compose(apps -> {
            List<UserId> owners = apps.stream().map(Orphan::owner).toList();
            Future<Void> removed =
                    store.users.existing(owners).compose(existing -> remove(ownedByNoneOf(existing, apps)));
            return apps.size() < OrphanStore.MAX
                    ? removed
                    : removed.compose(
                            done -> sweepAfter(apps.get(apps.size() - 1).name()));
        });
    }

    private static List<Orphan> ownedByNoneOf(Set<UserId> users, List<Orphan> apps) {
        return apps.stream().filter(app -> !users.contains(app.owner())).toList();
    }

    private static List<AppId> ids(List<Orphan> apps) {
        return apps.stream().map(Orphan::id).collect(Collectors.toList());
    }
}
