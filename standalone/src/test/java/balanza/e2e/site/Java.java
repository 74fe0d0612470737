package balanza.e2e.site;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The Java that runs the tests, for running jars and looking into them. */
final class Java {
    private Java() {}

    /** {@code java options -jar jar arguments}. */
    static List<String> command(List<String> options, Jar jar, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(tool("java"));
        command.addAll(options);
        command.add("-jar");
        command.add(jar.file().toString());
        command.addAll(List.of(arguments));
        return command;
    }

    /** {@code java options main arguments}, with the class path of the tests. */
    static List<String> command(List<String> options, Class<?> main, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(tool("java"));
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(List.of(arguments));
        return command;
    }

    /** What {@code jcmd} answers. */
    static String jcmd(long pid, String question) {
        try {
            Process process = new ProcessBuilder(tool("jcmd"), Long.toString(pid), question)
                    .redirectErrorStream(true)
                    .start();
            try (var output = process.getInputStream()) {
                return new String(output.readAllBytes(), StandardCharsets.UTF_8);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String tool(String name) {
        return Path.of(System.getProperty("java.home"), "bin", name).toString().replace('/', File.separatorChar);
    }
}
