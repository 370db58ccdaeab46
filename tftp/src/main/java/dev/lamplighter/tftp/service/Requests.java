package dev.lamplighter.tftp.service;

import dev.lamplighter.boot.Ask;
import dev.lamplighter.boot.Body;
import dev.lamplighter.model.Arrival;
import dev.lamplighter.model.Outcome;
import dev.lamplighter.model.Reason;
import dev.lamplighter.model.Responder;
import dev.lamplighter.tftp.packet.TftpPacket.ErrorMessage;
import dev.lamplighter.tftp.packet.TftpPacket.ReadRequest;
import dev.lamplighter.tftp.packet.TftpPacket.WriteRequest;
import java.util.Optional;

/** Turns requests to plans. The door is read-only. May wait for the disk, so it is not for event loops. */
public final class Requests {

    private final Responder<Ask, Body> boot;
    private final Meaning meaning;

    public Requests(Responder<Ask, Body> boot, Meaning meaning) {
        this.boot = boot;
        this.meaning = meaning;
    }

    public Plan plan(ReadRequest asked, Arrival arrival) {
        Optional<TransferMode> mode = TransferMode.of(asked.mode());
        if (mode.isEmpty()) {
            return Plan.Refuse.because(ErrorMessage.ILLEGAL_OPERATION, new Reason("tftp-mode", "there is no mode " + asked.mode() + ": ask for octet or netascii"));
        }
        try {
            return firstAnswered(asked, arrival, mode.get());
        } catch (Exception failed) {
            return Plan.Refuse.because(ErrorMessage.UNDEFINED,
                    new Reason("tftp-failed", "`" + asked.file() + "` could not be looked up: " + failed));
        }
    }

    public static Plan.Refuse plan(WriteRequest asked) {
        return Plan.Refuse.because(ErrorMessage.ACCESS_VIOLATION, new Reason("tftp-read-only", "nothing can be written here: `" + asked.file() + "` is refused"));
    }

    /** What is merely missing may be there by its next meaning; a violation is one by any. The last reason is the most telling. */
    private Plan firstAnswered(ReadRequest asked, Arrival arrival, TransferMode mode) throws Exception {
        Plan plan = Plan.Refuse.because(ErrorMessage.FILE_NOT_FOUND, new Reason("tftp-no-meaning", "`" + asked.file() + "` means nothing here"));
        for (Ask each : meaning.of(asked.file(), arrival)) {
            plan = settle(boot.answer(each, arrival), mode);
            if (!(plan instanceof Plan.Refuse(ErrorMessage packet, Reason why)) || packet.code() != ErrorMessage.FILE_NOT_FOUND) {
                return plan;
            }
        }
        return plan;
    }

    private static Plan settle(Outcome<Body> outcome, TransferMode mode) throws Exception {
        return switch (outcome) {
            case Outcome.Reply<Body>(Body body) -> new Plan.Serve(body, mode);
            case Outcome.Ignored<Body>(Reason reason) -> Plan.Refuse.because(code(reason), reason);
            case Outcome.Later<Body>(var work) -> settle(work.call(), mode);
        };
    }

    /** Whatever leads outside or may not be read is a violation; all else is simply not there. */
    private static int code(Reason reason) {
        return reason.code().endsWith("-outside") || reason.code().endsWith("-unreadable") ? ErrorMessage.ACCESS_VIOLATION : ErrorMessage.FILE_NOT_FOUND;
    }
}
