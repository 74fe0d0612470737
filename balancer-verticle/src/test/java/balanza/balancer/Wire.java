package balanza.balancer;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** One end of a TCP connection, read and written byte by byte; text is ISO 8859-1. Nothing waits longer than ten seconds. */
public final class Wire implements Closeable {
    private static final int TIMEOUT_MS = 10_000;

    /** Linux: a line for each connection: its two ends, its state (01 established, 08 half closed). */
    private static final List<Path> CONNECTIONS = List.of(Path.of("/proc/net/tcp"), Path.of("/proc/net/tcp6"));

    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;

    public Wire(Socket socket) throws IOException {
        this.socket = socket;
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(TIMEOUT_MS);
        in = new BufferedInputStream(socket.getInputStream());
        out = socket.getOutputStream();
    }

    /** A client of {@code port} on this machine. */
    public static Wire to(int port) throws IOException {
        return new Wire(new Socket(InetAddress.getLoopbackAddress(), port));
    }

    /** The lines of a message, {@code ""} before the body. */
    public static String lines(String... lines) {
        return String.join("\r\n", lines);
    }

    public Wire send(String text) throws IOException {
        return send(text.getBytes(ISO_8859_1));
    }

    public Wire send(byte[] bytes) throws IOException {
        out.write(bytes);
        out.flush();
        return this;
    }

    /** A request or status line and the fields after it, as they came, up to and with the empty line. */
    public String head() throws IOException {
        var head = new StringBuilder();
        while (!head.toString().endsWith("\r\n\r\n")) {
            head.append((char) octet());
        }
        return head.toString();
    }

    public String text(int length) throws IOException {
        var bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException("only " + bytes.length + " of " + length + " bytes");
        }
        return new String(bytes, ISO_8859_1);
    }

    /** A chunked body without its chunks' heads. */
    public String chunks() throws IOException {
        var body = new ByteArrayOutputStream();
        for (var size = chunkSize(); size > 0; size = chunkSize()) {
            body.write(text(size).getBytes(ISO_8859_1));
            text(2);
        }
        text(2);
        return body.toString(ISO_8859_1);
    }

    /** A whole answer; see {@link Answer}. */
    public Answer answer() throws IOException {
        return answer(false);
    }

    public Answer answerToHead() throws IOException {
        return answer(true);
    }

    /** Everything until the other side closes, be it orderly or not. */
    public String rest() {
        var rest = new ByteArrayOutputStream();
        try {
            for (var octet = in.read(); octet >= 0; octet = in.read()) {
                rest.write(octet);
            }
        } catch (java.net.SocketTimeoutException e) {
            throw new AssertionError("still open, after " + rest.toString(ISO_8859_1), e);
        } catch (IOException e) {
            return rest.toString(ISO_8859_1); // Reset: closed as well.
        }
        return rest.toString(ISO_8859_1);
    }

    /** Ends what is sent, and still reads. */
    public void endOutput() throws IOException {
        socket.shutdownOutput();
    }

    /**
     * Ends the connection so that the other side loses what it has not read (RST). On Linux the other side, which is on this
     * machine, has it when this returns: the kernel may be late in delivering it, when the machine is busy.
     */
    public void reset() throws IOException {
        var other = String.format(":%04X [0-9A-F]+:%04X 0[18] ", socket.getPort(), socket.getLocalPort());
        socket.setSoLinger(true, 0);
        socket.close();
        var established = Pattern.compile(other).asPredicate();
        var until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(TIMEOUT_MS);
        for (var table : CONNECTIONS) {
            while (Files.exists(table) && Files.readAllLines(table).stream().anyMatch(established)) {
                if (System.nanoTime() - until > 0) {
                    throw new IOException("The reset does not arrive");
                }
            }
        }
    }

    public Socket socket() {
        return socket;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private Answer answer(boolean toHead) throws IOException {
        var head = head();
        var lines = List.of(head.split("\r\n"));
        var answer = new Answer(lines.get(0), lines.subList(1, lines.size()), "");
        if (toHead || answer.status() < 200 || answer.status() == 204 || answer.status() == 304) {
            return answer;
        }
        if (answer.fields("transfer-encoding").contains("chunked")) {
            return answer.with(chunks());
        }
        var length = answer.fields("content-length");
        return answer.with(length.isEmpty() ? rest() : text(Integer.parseInt(length.get(0))));
    }

    private int chunkSize() throws IOException {
        var line = new StringBuilder();
        while (!line.toString().endsWith("\r\n")) {
            line.append((char) octet());
        }
        return Integer.parseInt(line.toString().strip(), 16);
    }

    private int octet() throws IOException {
        var octet = in.read();
        if (octet < 0) {
            throw new EOFException();
        }
        return octet;
    }
}
