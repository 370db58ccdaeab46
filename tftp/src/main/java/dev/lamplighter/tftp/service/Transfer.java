package dev.lamplighter.tftp.service;

import dev.lamplighter.model.Reason;
import dev.lamplighter.tftp.packet.TftpPacket.ErrorMessage;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/**
 * The sending side of one transfer (RFC 1350, RFC 7440): what happened in, what to do out. It knows no socket and no clock, and is for one
 * thread. Blocks are counted from 1 without end; on the wire a block has the lower 16 bits of its number. Block 0 is the option
 * acknowledgement. Without windows a repeated acknowledgement causes nothing (RFC 1123 section 4.2.3.1); within windows it may mean
 * that the first block of the window was lost (RFC 7440 section 4), so that the window goes out again unless a newer one soon follows. To a
 * peer that stays silent only the first block of a window goes out again, which is enough to hear whether somebody is there.
 */
public final class Transfer {

    /** What to do next. {@code within} is how long until {@link #timedOut} is to be called, if nothing else happens before. */
    public sealed interface Step {

        record SendOptions(Duration within) implements Step {}

        record Send(long firstBlock, int blocks, Duration within) implements Step {}

        /** Send nothing, but wait no longer than this. */
        record Hurry(Duration within) implements Step {}

        record Ignore() implements Step {}

        /** All is well; the reason says why where not every octet was sent. */
        record Finished(Optional<Reason> reason) implements Step {}

        /** {@code byClient}: the client knows, and is told nothing. */
        record Aborted(Reason reason, boolean byClient) implements Step {}
    }

    /** What a repeated request for the same file means; {@code BEGIN_PLAIN}: the client does not understand the options that were granted. */
    public enum Repeat { SEND_AGAIN, IGNORE, BEGIN_ANEW, BEGIN_PLAIN }

    private static final Step IGNORE = new Step.Ignore();

    /** Who asks so often for what was answered does not understand the answer. */
    private static final int PATIENCE_WITH_REPEATS = 3;

    private final Terms terms;
    private final long length;
    private final long last;
    private final Patience patience;

    /** Everything up to this block is acknowledged; -1 before the options are. */
    private long acknowledged;

    /** No block beyond this one was ever sent. */
    private long furthest;

    private int tries;
    private int repeatedRequests;
    /** How often a window went out again for a repeated acknowledgement. */
    private int hurries;
    private boolean hurrying;

    public Transfer(Terms terms, long length, Patience patience) {
        this.terms = terms;
        this.length = length;
        this.last = length / terms.blockSize() + 1;
        this.patience = patience;
        this.acknowledged = terms.granted().isEmpty() ? 0 : -1;
        this.furthest = acknowledged;
    }

    public Step start() {
        return send();
    }

    public Step ack(int block) {
        int ahead = (block - (int) acknowledged) & 0xffff;
        if (ahead == 0) {
            return repeated();
        }
        if (ahead > furthest - acknowledged) {
            return IGNORE;
        }
        acknowledged += ahead;
        tries = 0;
        hurries = 0;
        hurrying = false;
        return acknowledged == last ? new Step.Finished(Optional.empty()) : send();
    }

    public Step timedOut() {
        if (hurrying) {
            hurrying = false;
            return send(terms.window());
        }
        if (tries == patience.tries()) {
            return new Step.Aborted(new Reason("tftp-silent", furthest == last && acknowledged >= 0
                    ? "the client fell silent after the last block was sent: it may have the whole file"
                    : "the client fell silent: no answer to " + (tries + 1) + " packets"), false);
        }
        tries++;
        return send();
    }

    public Step error(int code, String message) {
        if (acknowledged < 0 && terms.sizeAsked() && !refusesOptions(code, message)) {
            return new Step.Finished(Optional.of(new Reason("tftp-size-only", "the client only asked for the size")));
        }
        return new Step.Aborted(new Reason("tftp-client-error", "the client ended the transfer: ERROR " + code + " " + message), true);
    }

    /** EDK2 ends a transfer that only asked for the size with the code that means a refusal, and says that it was aborted. */
    private static boolean refusesOptions(int code, String message) {
        return code == ErrorMessage.OPTIONS_REFUSED && !message.toLowerCase(Locale.ROOT).contains("abort");
    }

    /** The transfer as a whole took longer than it may. */
    public Step tooLong() {
        return new Step.Aborted(new Reason("tftp-too-long", "not done after " + patience.whole().toMinutes() + " minutes"), false);
    }

    /** The same request came once more from the same port. Each counts as a packet that was not answered: who sends them in another's name does little harm. */
    public Repeat repeatedRequest() {
        if (acknowledged < 0 && ++repeatedRequests == PATIENCE_WITH_REPEATS) {
            return Repeat.BEGIN_PLAIN;
        }
        if (acknowledged <= 0) {
            boolean tired = tries == patience.tries();
            tries = tired ? tries : tries + 1;
            return tired ? Repeat.IGNORE : Repeat.SEND_AGAIN;
        }
        return tries == 0 ? Repeat.IGNORE : Repeat.BEGIN_ANEW;
    }

    /** What goes out again for {@link Repeat#SEND_AGAIN}: one packet. */
    public Step again() {
        return send();
    }

    /** Whether the client has the whole file. */
    public boolean isDone() {
        return acknowledged == last;
    }

    /** File octets that the client has acknowledged. */
    public long acknowledgedOctets() {
        return Math.clamp(acknowledged * terms.blockSize(), 0, length);
    }

    /** Octets in {@code block}: all but the last are full, and the last may be empty. */
    public int octetsOf(long block) {
        return (int) Math.min(terms.blockSize(), length - (block - 1) * terms.blockSize());
    }

    private Step repeated() {
        if (terms.window() == 1 || acknowledged < 0 || furthest == acknowledged || hurrying || hurries == patience.tries()) {
            return IGNORE;
        }
        hurries++;
        hurrying = true;
        return new Step.Hurry(patience.grace());
    }

    private Step send() {
        return send(tries == 0 ? terms.window() : 1);
    }

    private Step send(int most) {
        Duration within = terms.timeout().orElse(patience.before(tries));
        if (acknowledged < 0) {
            furthest = Math.max(furthest, 0);
            return new Step.SendOptions(within);
        }
        int blocks = (int) Math.min(most, last - acknowledged);
        furthest = Math.max(furthest, acknowledged + blocks);
        return new Step.Send(acknowledged + 1, blocks, within);
    }
}
