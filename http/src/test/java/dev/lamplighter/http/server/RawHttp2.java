package dev.lamplighter.http.server;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.lamplighter.model.Bytes;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** An HTTP/2 client that sends frames one by one (RFC 9113 section 4.1), for what a good client never does. */
final class RawHttp2 implements AutoCloseable {

    static final int DATA = 0;
    static final int HEADERS = 1;
    static final int RESET = 3;
    static final int SETTINGS = 4;
    static final int GOAWAY = 7;
    static final int END_STREAM = 1;
    static final int END_HEADERS = 4;

    record Frame(int type, int flags, int stream, Bytes payload) {}

    private final SSLSocket socket;
    private final DataInputStream in;

    RawHttp2(InetSocketAddress at, SSLContext tls) throws IOException {
        socket = (SSLSocket) tls.getSocketFactory().createSocket(at.getAddress(), at.getPort());
        var parameters = socket.getSSLParameters();
        parameters.setApplicationProtocols(new String[] {"h2"});
        socket.setSSLParameters(parameters);
        socket.setSoTimeout(20_000);
        in = new DataInputStream(socket.getInputStream());
        socket.getOutputStream().write("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(US_ASCII));
        send(SETTINGS, 0, 0);
    }

    void send(int type, int flags, int stream, int... payload) throws IOException {
        var frame = new ByteArrayOutputStream();
        int length = payload.length;
        for (int octet : new int[] {length >> 16, length >> 8, length, type, flags, stream >> 24, stream >> 16, stream >> 8, stream}) {
            frame.write(octet);
        }
        for (int octet : payload) {
            frame.write(octet);
        }
        socket.getOutputStream().write(frame.toByteArray());
    }

    /** A GET of {@code path}, or the head of a POST to it (RFC 7541: fields of the static table, and literals without Huffman). */
    void head(int stream, boolean get, String path) throws IOException {
        var fields = new ByteArrayOutputStream();
        fields.write(get ? 0x82 : 0x83);
        fields.write(0x87);
        fields.write(0x04);
        fields.write(path.length());
        fields.writeBytes(path.getBytes(US_ASCII));
        fields.write(0x01);
        fields.write(3);
        fields.writeBytes("lab".getBytes(US_ASCII));
        int[] payload = new int[fields.size()];
        for (int i = 0; i < payload.length; i++) {
            payload[i] = fields.toByteArray()[i];
        }
        send(HEADERS, END_HEADERS | (get ? END_STREAM : 0), stream, payload);
    }

    /** The next frame; empty at the end. */
    Optional<Frame> next() throws IOException {
        int first = in.read();
        if (first < 0) {
            return Optional.empty();
        }
        int length = first << 16 | in.readUnsignedShort();
        int type = in.readUnsignedByte();
        int flags = in.readUnsignedByte();
        int stream = in.readInt();
        return Optional.of(new Frame(type, flags, stream, Bytes.owned(in.readNBytes(length))));
    }

    /** The first frame of that type; empty where the connection ends before. */
    Optional<Frame> next(int type) throws IOException {
        Optional<Frame> frame = next();
        while (frame.isPresent() && frame.get().type() != type) {
            frame = next();
        }
        return frame;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
