package dev.lamplighter.store.lease;

import dev.lamplighter.model.Bytes;
import dev.lamplighter.model.Ip4;
import dev.lamplighter.model.Mac;
import dev.lamplighter.model.SegmentId;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What goes over the socket of {@link LeaseSocket}: a question is a verb and a lease in one line, its parts between tabs; an answer is one line.
 */
final class LeaseWire {

    static final String TAKE = "take";
    static final String RELEASE = "release";
    /** What an answer begins with that is a sentence about a failure. */
    static final String FAILED = "failed ";
    private static final int LONGEST = 2048;
    private static final String NONE = "-";

    private LeaseWire() {}

    /** A verb and what it is about. */
    record Question(String verb, Lease lease) {}

    static byte[] line(String text) {
        return (text.replace('\n', ' ') + "\n").getBytes(StandardCharsets.UTF_8);
    }

    static byte[] line(String verb, Lease lease) {
        return line(String.join("\t", verb, plain(lease.segment().name()), lease.address().toString(), lease.client().value().toHex(), lease.mac().toString(),
                Long.toString(lease.expires().toEpochMilli()), lease.hostname().map(LeaseWire::plain).filter(name -> !name.isEmpty()).orElse(NONE)));
    }

    private static String plain(String text) {
        return text.replace('\t', ' ');
    }

    /** The next line without its end; empty where there is none any more, or where it is too long. */
    static Optional<String> next(InputStream in) throws IOException {
        var line = new byte[LONGEST];
        int length = 0;
        for (int octet = in.read(); octet >= 0; octet = in.read()) {
            if (octet == '\n') {
                return Optional.of(new String(line, 0, length, StandardCharsets.UTF_8));
            }
            if (length == LONGEST) {
                return Optional.empty();
            }
            line[length++] = (byte) octet;
        }
        return Optional.empty();
    }

    /** Empty for what is no question. */
    static Optional<Question> question(String line) {
        List<String> parts = List.of(line.split("\t", -1));
        if (parts.size() != 7 || !List.of(TAKE, RELEASE).contains(parts.getFirst())) {
            return Optional.empty();
        }
        try {
            var lease = new Lease(new SegmentId(parts.get(1)), new ClientId(Bytes.hex(parts.get(3))), Ip4.of(parts.get(2)), Lease.State.BOUND,
                    Instant.ofEpochMilli(Long.parseLong(parts.get(5))), Mac.of(parts.get(4)), Optional.of(parts.get(6)).filter(name -> !name.equals(NONE)));
            return Optional.of(new Question(parts.getFirst(), lease));
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }
}
