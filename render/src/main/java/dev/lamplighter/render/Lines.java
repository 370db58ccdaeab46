package dev.lamplighter.render;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** The lines of an UTF-8 stream, each of a bounded length; a line ends with LF or CR LF, the last one also with the stream. */
public final class Lines {

    private static final int LF = '\n';

    private final InputStream in;
    private final int longest;

    /** {@code longest} counts octets without the line's end. */
    public Lines(InputStream in, int longest) {
        this.in = new BufferedInputStream(in, 1 << 16);
        this.longest = longest;
    }

    /** The next line, or empty at the end; a line that is too long is an {@link IOException}. Waits for the stream. */
    public Optional<String> next() throws IOException {
        var line = new ByteArrayOutputStream();
        int octet = in.read();
        if (octet < 0) {
            return Optional.empty();
        }
        for (; octet >= 0 && octet != LF; octet = in.read()) {
            if (line.size() == longest) {
                throw new IOException("a line is longer than " + longest + " octets");
            }
            line.write(octet);
        }
        String text = line.toString(UTF_8);
        return Optional.of(text.endsWith("\r") ? text.substring(0, text.length() - 1) : text);
    }
}
