package balanza.balancer;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http2.DefaultHttp2HeadersDecoder;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2Headers;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/** One end of an HTTP/2 connection over TLS that writes whatever fields it is told to. Nothing waits longer than ten seconds. */
final class Http2Wire implements Closeable {
    static final int DATA = 0;
    static final int HEADERS = 1;
    static final int RST_STREAM = 3;
    static final int SETTINGS = 4;
    static final int PING = 6;
    static final int GOAWAY = 7;

    private static final int END_STREAM = 1;
    private static final int END_HEADERS = 4;
    private static final int ACK = 1;
    private static final int PRIORITY = 0x20;
    private static final int PRIORITY_BYTES = 5;
    private static final int TIMEOUT_MS = 10_000;

    private final SSLSocket socket;
    private final DataInputStream in;
    private final DataOutputStream out;
    private final DefaultHttp2HeadersDecoder decoder = new DefaultHttp2HeadersDecoder();
    private final Map<Integer, Received> received = new LinkedHashMap<>();
    private int nextStream = 1;
    private int pongs;
    private Integer goneAwayAfter;

    /** What came on a stream. */
    static final class Received {
        private final ByteArrayOutputStream body = new ByteArrayOutputStream();
        final List<Http2Headers> interim = new ArrayList<>();
        Http2Headers head;
        Long reset;
        boolean ended;

        int status() {
            if (head == null) {
                throw new AssertionError("no answer, reset: " + reset);
            }
            return Integer.parseInt(head.status().toString());
        }

        String body() {
            return body.toString(ISO_8859_1);
        }
    }

    private Http2Wire(SSLSocket socket) throws IOException {
        this.socket = socket;
        socket.setSoTimeout(TIMEOUT_MS);
        in = new DataInputStream(socket.getInputStream());
        out = new DataOutputStream(socket.getOutputStream());
    }

    static Http2Wire to(int port, SSLContext trusted) throws IOException {
        var socket = (SSLSocket) trusted.getSocketFactory().createSocket("127.0.0.1", port);
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setApplicationProtocols(new String[] {"h2"});
        socket.setSSLParameters(parameters);
        socket.startHandshake();
        if (!socket.getApplicationProtocol().equals("h2")) {
            throw new AssertionError("no h2, but: " + socket.getApplicationProtocol());
        }
        var wire = new Http2Wire(socket);
        wire.out.write("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(ISO_8859_1));
        wire.frame(SETTINGS, 0, 0, new byte[0]);
        return wire;
    }

    /** Sends a whole request: names and values in turn. */
    int request(String... fields) throws IOException {
        return headers(END_STREAM | END_HEADERS, fields);
    }

    /** Sends the beginning of a request. */
    int begin(String... fields) throws IOException {
        return headers(END_HEADERS, fields);
    }

    void data(int stream, String part, boolean last) throws IOException {
        frame(DATA, last ? END_STREAM : 0, stream, part.getBytes(ISO_8859_1));
    }

    void reset(int stream) throws IOException {
        frame(RST_STREAM, 0, stream, new byte[] {0, 0, 0, 8});
    }

    /** Reads until an answer before the answer has come on a stream. */
    Received interim(int stream) throws IOException {
        Received answer = received.computeIfAbsent(stream, fresh -> new Received());
        while (answer.interim.isEmpty()) {
            read();
        }
        return answer;
    }

    /** Asks for a sign of life and waits for it. */
    void ping() throws IOException {
        pongs = 0;
        frame(PING, 0, 0, new byte[8]);
        while (pongs == 0) {
            read();
        }
    }

    /** Reads until a stream is over, be it ended or reset. */
    Received answer(int stream) throws IOException {
        Received answer = received.computeIfAbsent(stream, fresh -> new Received());
        while (!answer.ended) {
            read();
        }
        return answer;
    }

    /** The status of an answer; 0 if the stream was reset or the connection closed instead. */
    int statusOrNone(int stream) throws IOException {
        try {
            Received answer = answer(stream);
            return answer.head == null ? 0 : answer.status();
        } catch (EOFException | SocketException closed) {
            return 0;
        }
    }

    /** Reads until the other side says that it goes; the last stream that it will answer. */
    int goneAwayAfter() throws IOException {
        while (goneAwayAfter == null) {
            read();
        }
        return goneAwayAfter;
    }

    /** Reads until the other side closes. */
    void awaitClosed() throws IOException {
        try {
            while (true) {
                read();
            }
        } catch (EOFException | SocketException closed) {
            return;
        }
    }

    SSLSocket socket() {
        return socket;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private int headers(int flags, String... fields) throws IOException {
        var block = new ByteArrayOutputStream();
        for (String text : literal(fields)) {
            block.write(text.getBytes(ISO_8859_1));
        }
        int stream = nextStream;
        nextStream += 2;
        frame(HEADERS, flags, stream, block.toByteArray());
        return stream;
    }

    /** RFC 7541 section 6.2.2: a literal field, never indexed, without Huffman's code. */
    private static String[] literal(String... fields) {
        String[] encoded = new String[fields.length];
        for (int i = 0; i < fields.length; i++) {
            encoded[i] = (i % 2 == 0 ? "\0" : "") + length(fields[i].length()) + fields[i];
        }
        return encoded;
    }

    /** RFC 7541 section 5.1, with a prefix of seven bits. */
    private static String length(int length) {
        if (length < 127) {
            return String.valueOf((char) length);
        }
        var encoded = new StringBuilder().append((char) 127);
        int rest = length - 127;
        while (rest >= 128) {
            encoded.append((char) (rest % 128 + 128));
            rest /= 128;
        }
        return encoded.append((char) rest).toString();
    }

    private void frame(int type, int flags, int stream, byte[] payload) throws IOException {
        var frame = new ByteArrayOutputStream();
        var fields = new DataOutputStream(frame);
        fields.writeByte(payload.length >> 16);
        fields.writeShort(payload.length);
        fields.writeByte(type);
        fields.writeByte(flags);
        fields.writeInt(stream);
        fields.write(payload);
        out.write(frame.toByteArray());
        out.flush();
    }

    private void read() throws IOException {
        int length = in.readUnsignedByte() << 16 | in.readUnsignedShort();
        int type = in.readUnsignedByte();
        int flags = in.readUnsignedByte();
        int stream = in.readInt();
        byte[] payload = in.readNBytes(length);
        Received on = received.computeIfAbsent(stream, fresh -> new Received());
        switch (type) {
            case SETTINGS -> {
                if ((flags & ACK) == 0) {
                    frame(SETTINGS, ACK, 0, new byte[0]);
                }
            }
            case PING -> {
                if ((flags & ACK) == 0) {
                    frame(PING, ACK, 0, payload);
                } else {
                    pongs++;
                }
            }
            case HEADERS -> {
                int before = (flags & PRIORITY) != 0 ? PRIORITY_BYTES : 0;
                var head = decoded(stream, Unpooled.wrappedBuffer(payload, before, length - before));
                if (head.status().toString().startsWith("1")) {
                    on.interim.add(head);
                } else {
                    on.head = head;
                }
                on.ended |= (flags & END_STREAM) != 0;
            }
            case DATA -> {
                on.body.write(payload);
                on.ended |= (flags & END_STREAM) != 0;
            }
            case RST_STREAM -> {
                on.reset = Unpooled.wrappedBuffer(payload).readUnsignedInt();
                on.ended = true;
            }
            case GOAWAY -> goneAwayAfter = Unpooled.wrappedBuffer(payload).readInt();
            default -> {}
        }
    }

    private Http2Headers decoded(int stream, ByteBuf block) throws IOException {
        try {
            return decoder.decodeHeaders(stream, block);
        } catch (Http2Exception e) {
            throw new IOException(e);
        }
    }
}
