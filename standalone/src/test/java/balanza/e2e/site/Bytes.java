package balanza.e2e.site;

import java.io.IOException;
import java.net.Socket;

/** Large bodies, whose content does not matter. */
final class Bytes {
    private static final int PIECE = 1 << 16;

    private Bytes() {}

    /** Sends so many bytes. */
    static void pour(Socket socket, long count) throws IOException {
        byte[] piece = new byte[PIECE];
        for (long left = count; left > 0; left -= PIECE) {
            socket.getOutputStream().write(piece, 0, (int) Math.min(left, PIECE));
        }
    }

    /** Reads so many bytes, or up to the connection's end; returns how many. */
    static long drain(Socket socket, long count) throws IOException {
        byte[] piece = new byte[PIECE];
        long read = 0;
        while (read < count) {
            int more = socket.getInputStream().read(piece, 0, (int) Math.min(count - read, PIECE));
            if (more < 0) {
                break;
            }
            read += more;
        }
        return read;
    }
}
