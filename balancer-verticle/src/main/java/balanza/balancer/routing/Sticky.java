package balanza.balancer.routing;

import static java.nio.charset.StandardCharsets.UTF_8;

import balanza.contract.App;
import balanza.contract.AppId;
import balanza.contract.NodeId;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * The cookies by which an app's clients stay with their nodes. A cookie names a node and proves that it was made here, so that
 * nobody chooses a node for himself. They are signed when the nodes become known; a request only compares.
 */
final class Sticky {
    /** The cookie's name. */
    static final String COOKIE = "balanza-sticky";

    private static final String MAC = "HmacSHA256";
    private static final int SIGNATURE_BYTES = 16;

    private final String key;
    private final String attributes;
    private final Map<String, Named> byName = new HashMap<>();

    /** @param signature in base64url */
    private record Named(Target target, String signature) {}

    private Sticky(String key, String attributes) {
        this.key = key;
        this.attributes = attributes;
    }

    /**
     * For the targets of an app.
     *
     * @param before of the same app, whose signatures are taken over
     * @return {@code null} if the app does not want it
     */
    static @Nullable Sticky of(App app, List<Target> targets, @Nullable Sticky before) {
        String key = app.stickyKey();
        if (!app.settings().sticky() || key == null || key.isEmpty()) {
            return null;
        }
        Sticky sticky = new Sticky(key, "; Path=/api/balance/" + app.name() + "; HttpOnly; SameSite=Lax");
        Map<String, Named> known = before != null && before.key.equals(key) ? before.byName : Map.of();
        for (Target target : targets) {
            String name = name(target.id());
            Named signed = known.get(name);
            sticky.byName.put(name, signed != null ? signed : new Named(target, sign(key, app.id(), target.id())));
        }
        return sticky;
    }

    /** The target that the request's cookie names; {@code null} if it has none, or one that is not of our making. */
    @Nullable
    Target target(RequestView request) {
        String value = request.cookie(COOKIE);
        int dot = value == null ? -1 : value.indexOf('.');
        if (value == null || dot < 0) {
            return null;
        }
        Named named = byName.get(value.substring(0, dot));
        return named != null
                        && MessageDigest.isEqual(
                                named.signature.getBytes(UTF_8),
                                value.substring(dot + 1).getBytes(UTF_8))
                ? named.target
                : null;
    }

    /** The {@code Set-Cookie} value that makes a client stay with {@code target}. */
    String cookie(Target target) {
        String name = name(target.id());
        Named named = Objects.requireNonNull(byName.get(name), "a target of another route");
        return COOKIE + "=" + name + "." + named.signature + attributes;
    }

    private static String name(NodeId node) {
        return base64Url(node.value().getBytes(UTF_8));
    }

    private static String sign(String key, AppId app, NodeId node) {
        try {
            Mac mac = Mac.getInstance(MAC);
            mac.init(new SecretKeySpec(key.getBytes(UTF_8), MAC));
            mac.update(app.value().getBytes(UTF_8));
            return base64Url(Arrays.copyOf(mac.doFinal(node.value().getBytes(UTF_8)), SIGNATURE_BYTES));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(MAC + " is part of every Java", e);
        }
    }

    private static String base64Url(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
