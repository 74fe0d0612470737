package balanza.e2e.site;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A connection on which exactly what is said is sent; answers are read to the connection's end. */
public final class RawClient implements AutoCloseable {
    private static final int TIMEOUT_MS = 45_000;

    private final Socket socket = new Socket();

    private RawClient() {}

    static RawClient connect(String host, int port) {
        var client = new RawClient();
        try {
            client.socket.setSoTimeout(TIMEOUT_MS);
            client.socket.setTcpNoDelay(true);
            client.socket.connect(new InetSocketAddress(host, port), TIMEOUT_MS);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return client;
    }

    /** Sends text as UTF-8. */
    public RawClient send(String text) {
        try {
            socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    /** Asks for a target as it is; the connection ends with the answer. */
    public RawAnswer exchange(String method, String target, String... headers) {
        StringBuilder head = new StringBuilder(method + " " + target + " HTTP/1.1\r\nHost: balanza.test\r\n");
        for (String header : headers) {
            head.append(header).append("\r\n");
        }
        return send(head + "Connection: close\r\n\r\n").rest();
    }

    /** All that is still to come. */
    public RawAnswer rest() {
        try {
            return RawAnswer.parse(new String(socket.getInputStream().readAllBytes(), ISO_8859_1));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What has come up to and with {@code end}. */
    public String readTo(String end) {
        StringBuilder text = new StringBuilder();
        try {
            InputStream in = socket.getInputStream();
            while (text.indexOf(end) < 0) {
                int next = in.read();
                if (next < 0) {
                    throw new AssertionError("ended before " + end + ": " + text);
                }
                text.append((char) next);
            }
            return text.toString();
        } catch (IOException e) {
            throw new UncheckedIOException("before " + end + ": " + text, e);
        }
    }

    /** Sends so many bytes. */
    public void pour(long count) {
        try {
            Bytes.pour(socket, count);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads so many bytes, or up to the connection's end; returns how many. */
    public long drain(long count) {
        try {
            return Bytes.drain(socket, count);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Closes by a reset: what is still under way, either way, is thrown away. */
    public void reset() {
        try {
            socket.setSoLinger(true, 0);
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
