package balanza.standalone;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;

/** The signing secret of an installation that was given none: made once, readable by its owner alone. */
final class SecretFile {
    private static final String NAME = "jwt-secret";
    private static final int BYTES = 48;

    private SecretFile() {}

    /** A secret that nobody has had before. */
    static String fresh() {
        byte[] bytes = new byte[BYTES];
        new SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /**
     * The secret kept in a folder; made now if there is none.
     *
     * @throws StartException if it can be neither read nor made
     */
    static String in(Path folder) {
        Path file = folder.resolve(NAME);
        try {
            if (Files.exists(file)) {
                return Files.readString(file).strip();
            }
            Files.createDirectories(folder);
            create(file);
            String secret = fresh();
            Files.writeString(file, secret);
            return secret;
        } catch (IOException e) {
            throw new StartException("data folder: " + folder + " (expected: a folder this user can write to)", e);
        }
    }

    private static void create(Path file) throws IOException {
        if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        } else {
            Files.createFile(file);
        }
    }
}
