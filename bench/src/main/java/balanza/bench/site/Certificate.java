package balanza.bench.site;

import balanza.bench.system.Program;
import balanza.bench.system.Programs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The certificate that all proxies show, made for the run: EC, P-256.
 *
 * @param certificate PEM
 * @param key PEM
 * @param both one after the other, as HAProxy wants it
 */
record Certificate(Path certificate, Path key, Path both) {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    /** Of a key that nobody trusts and that is gone with the run. */
    private static final String PASSWORD = "benchbench";

    private static final List<String> KEYTOOL = List.of(
            Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
            "-genkeypair",
            "-alias",
            "bench",
            "-keyalg",
            "EC",
            "-groupname",
            "secp256r1",
            "-validity",
            "2",
            "-dname",
            "CN=localhost",
            "-ext",
            "san=dns:localhost,ip:127.0.0.1",
            "-storetype",
            "PKCS12",
            "-keystore",
            "store.p12",
            "-storepass",
            PASSWORD);

    static Certificate make(Programs programs) {
        Path folder = programs.folder("certificate");
        Program keytool = programs.start("certificate", KEYTOOL, Map.of());
        if (keytool.await(LIMIT) != 0) {
            throw new IllegalStateException("keytool: " + keytool.output());
        }
        programs.forget(keytool);
        try {
            return write(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Certificate write(Path folder) throws IOException, GeneralSecurityException {
        char[] password = PASSWORD.toCharArray();
        KeyStore store = KeyStore.getInstance(folder.resolve("store.p12").toFile(), password);
        Key key = Objects.requireNonNull(store.getKey("bench", password));
        String keyPem = pem("PRIVATE KEY", key.getEncoded());
        String certificatePem = pem("CERTIFICATE", store.getCertificate("bench").getEncoded());
        return new Certificate(
                Files.writeString(folder.resolve("cert.pem"), certificatePem),
                Files.writeString(folder.resolve("key.pem"), keyPem),
                Files.writeString(folder.resolve("both.pem"), certificatePem + keyPem));
    }

    private static String pem(String what, byte[] der) {
        String lines = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                .encodeToString(der);
        return "-----BEGIN " + what + "-----\n" + lines + "\n-----END " + what + "-----\n";
    }
}
