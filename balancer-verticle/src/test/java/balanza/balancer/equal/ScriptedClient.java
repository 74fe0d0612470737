package balanza.balancer.equal;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import balanza.balancer.Certificates;
import balanza.balancer.equal.ClientStep.AwaitAnswers;
import balanza.balancer.equal.ClientStep.AwaitAsked;
import balanza.balancer.equal.ClientStep.AwaitBytes;
import balanza.balancer.equal.ClientStep.AwaitStill;
import balanza.balancer.equal.ClientStep.AwaitTaken;
import balanza.balancer.equal.ClientStep.Change;
import balanza.balancer.equal.ClientStep.Delivered;
import balanza.balancer.equal.ClientStep.EndOutput;
import balanza.balancer.equal.ClientStep.Read;
import balanza.balancer.equal.ClientStep.Reset;
import balanza.balancer.equal.ClientStep.Send;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;

/** Plays the client's part of one conversation, and keeps all that comes. */
final class ScriptedClient {
    private static final int TIMEOUT_MS = 30_000;

    private static final int SMALL_WINDOW = 8 * 1024;
    private static final int LARGE_WINDOW = 1024 * 1024;
    private static final int PIECE = 64 * 1024;

    private final Conversation conversation;
    private final Progress progress;
    private final Fates fates;
    private final Socket socket;
    private final ByteArrayOutputStream received = new ByteArrayOutputStream();
    private String end = "";

    /** Who sees to it that something becomes of a node. */
    interface Fates {
        /** Returns when the balancer knows. */
        void come(Fate fate) throws IOException;
    }

    ScriptedClient(Conversation conversation, Progress progress, int port, Fates fates) throws Exception {
        this.conversation = conversation;
        this.progress = progress;
        this.fates = fates;
        socket = open(port);
    }

    private Socket open(int port) throws Exception {
        var plain = new Socket();
        if (conversation.readsLate()) {
            plain.setReceiveBufferSize(SMALL_WINDOW); // Counts only if it is set before.
        }
        plain.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        plain.setTcpNoDelay(true);
        plain.setSoTimeout(TIMEOUT_MS);
        return conversation.tls()
                ? Certificates.trusted().getSocketFactory().createSocket(plain, "localhost", port, true)
                : plain;
    }

    /** @return how the connection has ended */
    String play(String app, Executor reader) throws Exception {
        try (socket) {
            if (!conversation.readsLate()) {
                reader.execute(this::read);
            }
            for (var step : conversation.client()) {
                if (step instanceof Read) {
                    socket.setReceiveBufferSize(LARGE_WINDOW);
                    reader.execute(this::read);
                } else {
                    play(step, app);
                }
            }
            until(this::ended);
            return end;
        }
    }

    /** All that came. */
    String received() {
        synchronized (progress) {
            return received.toString(ISO_8859_1);
        }
    }

    private void play(ClientStep step, String app) throws Exception {
        if (step instanceof Send send) {
            send(send.text().replace("{app}", app), send.cuts());
        } else if (step instanceof AwaitAnswers answers) {
            until(() -> ended() || answers() >= answers.count());
        } else if (step instanceof AwaitBytes bytes) {
            until(() -> ended() || received.size() >= bytes.count());
        } else if (step instanceof AwaitAsked asked) {
            until(() -> ended() || progress.asked() >= asked.count());
        } else if (step instanceof AwaitTaken await) {
            until(() -> ended() || progress.taken() >= await.requests() || answers() >= await.answers());
        } else if (step instanceof AwaitStill) {
            progress.untilStill();
        } else if (step instanceof Change change) {
            fates.come(change.fate());
        } else if (step instanceof Delivered) {
            progress.delivered();
        } else if (step instanceof EndOutput) {
            socket.shutdownOutput();
        } else if (step instanceof Reset) {
            synchronized (progress) {
                end = end.isEmpty() ? "left" : end;
            }
            socket.setSoLinger(true, 0);
            socket.close();
        }
    }

    private void send(String text, List<Integer> cuts) {
        try {
            int from = 0;
            for (int cut : cuts) {
                int to = Math.min(cut, text.length());
                send(text.substring(from, to));
                from = to;
            }
            for (; text.length() - from > PIECE; from += PIECE) {
                send(text.substring(from, from + PIECE));
            }
            send(text.substring(from));
        } catch (IOException e) {
            // The balancer has closed: what it said before tells why.
        }
    }

    private void send(String piece) throws IOException {
        socket.getOutputStream().write(piece.getBytes(ISO_8859_1));
        progress.moved();
    }

    private long answers() {
        return Received.of(received(), conversation, false).finals();
    }

    private void read() {
        var buffer = new byte[16 * 1024];
        try {
            var in = socket.getInputStream();
            for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
                synchronized (progress) {
                    received.write(buffer, 0, length);
                    progress.notifyAll();
                }
            }
            ended("closed");
        } catch (SocketTimeoutException e) {
            ended("open");
        } catch (IOException e) {
            ended("reset");
        }
    }

    private void ended(String how) {
        synchronized (progress) {
            end = end.isEmpty() ? how : end;
            progress.notifyAll();
        }
    }

    private boolean ended() {
        return !end.isEmpty();
    }

    private void until(BooleanSupplier condition) throws InterruptedException {
        progress.until(condition);
    }
}
