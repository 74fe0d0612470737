package balanza.e2e;

import balanza.e2e.site.Repository;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** One bash at the repository's root, in which one block after the other is typed, so that variables stay. */
final class Shell implements AutoCloseable {
    private static final int LIMIT_SECONDS = 60;
    private static final String DONE = "--- done ---";

    private final Process bash;
    private final OutputStream keys;
    private final BufferedReader screen;

    Shell() throws IOException {
        Files.createDirectories(Repository.scratch());
        ProcessBuilder builder = new ProcessBuilder("bash", "--noprofile", "--norc")
                .directory(Repository.root().toFile())
                .redirectError(Repository.scratch().resolve("readme.err").toFile());
        String java = Path.of(System.getProperty("java.home"), "bin").toString();
        builder.environment().merge("PATH", java, (path, own) -> own + ":" + path);
        bash = builder.start();
        keys = bash.getOutputStream();
        screen = new BufferedReader(new InputStreamReader(bash.getInputStream(), StandardCharsets.UTF_8));
    }

    /** What the commands print; what runs in the background prints nothing. */
    String type(String commands) throws Exception {
        String quiet = commands.replaceAll("(?m)([^&])&$", "$1>/dev/null 2>&1 &");
        keys.write((quiet + "\necho; echo '" + DONE + "'\n").getBytes(StandardCharsets.UTF_8));
        keys.flush();
        return CompletableFuture.supplyAsync(this::read).get(LIMIT_SECONDS, TimeUnit.SECONDS);
    }

    private String read() {
        StringBuilder text = new StringBuilder();
        try {
            for (String line = screen.readLine(); line != null && !line.equals(DONE); line = screen.readLine()) {
                text.append(line).append('\n');
            }
        } catch (IOException e) {
            text.append(e);
        }
        return text.toString();
    }

    @Override
    public void close() {
        bash.descendants().forEach(ProcessHandle::destroyForcibly);
        bash.destroyForcibly();
    }
}
