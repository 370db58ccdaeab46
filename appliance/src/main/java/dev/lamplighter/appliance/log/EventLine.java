package dev.lamplighter.appliance.log;

import dev.lamplighter.model.Reason;
import dev.lamplighter.model.event.BootEvent;
import dev.lamplighter.model.event.Doer;
import dev.lamplighter.model.event.Version;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One human line for an event. Text from the wire is bounded and its control characters are written out, so that a line stays a line. */
public final class EventLine {

    private static final int LONGEST = 200;

    private EventLine() {}

    public static String of(BootEvent event) {
        var line = new StringBuilder(160);
        write(event, line);
        return line.toString();
    }

    static void write(BootEvent event, StringBuilder line) {
        switch (event) {
            case BootEvent.Dhcp dhcp -> line.append(dhcp(dhcp));
            case BootEvent.Tftp tftp -> line.append(tftp(tftp));
            case BootEvent.Progress some -> line.append(String.format(Locale.ROOT, "%-5s", some.protocol()) + " " + some.wire().peerAddress() + " "
                    + printable(some.file()) + " " + some.bytes() + " of " + some.whole() + " bytes");
            case BootEvent.Dns dns -> line.append("dns   " + dns.wire().peerAddress() + " " + printable(dns.type()) + " " + printable(dns.name()) + " -> "
                    + dns.answered().orElse("no answer") + " from " + dns.source() + " in " + time(dns.elapsed()) + why(dns.reason()));
            case BootEvent.Http http -> http(http, line);
            case BootEvent.BadFile bad -> line.append("file  " + printable(bad.file()) + (bad.line() > 0 ? ":" + bad.line() + ":" + bad.column() : "") + ": "
                    + printable(bad.message()) + code(bad.reason()));
            case BootEvent.BadPacket bad -> line.append(String.format(Locale.ROOT, "%-5s", bad.protocol()) + " " + bad.wire().peerAddress() + " sent "
                    + bad.length() + " octets that are no message" + why(bad.reason()));
            case BootEvent.Change change -> line.append(change(change));
            case BootEvent.Rpc rpc -> line.append("rpc   " + rpc.wire().peerAddress() + " " + (rpc.who().isEmpty() ? "" : printable(rpc.who()) + " ")
                    + (rpc.method().isEmpty() ? "connection" : printable(rpc.method())) + " -> " + rpc.status() + why(rpc.reason()));
            case BootEvent.Router router -> line.append("ra    " + router.wire().interfaceName() + " " + router.mac() + " asked for an IPv6 router -> "
                    + (router.answered() ? "there is none" : "no answer") + why(router.reason()));
            case BootEvent.Notice notice -> line.append(printable(notice.sentence()));
        }
    }

    private static void http(BootEvent.Http http, StringBuilder line) {
        line.append("http  ").append(http.wire().peerAddress()).append(' ').append(printable(http.method())).append(' ').append(printable(http.path()));
        http.labels().mac().ifPresent(mac -> line.append(" mac ").append(mac));
        line.append(" -> ");
        http.status().ifPresentOrElse(line::append, () -> line.append("no answer"));
        line.append(", ").append(http.bytes()).append(" bytes in ").append(time(http.elapsed()));
        if (!http.userAgent().isEmpty()) {
            line.append(" (").append(printable(http.userAgent())).append(')');
        }
        line.append(why(http.reason()));
    }

    private static String dhcp(BootEvent.Dhcp dhcp) {
        return "dhcp  " + dhcp.wire().interfaceName() + " " + dhcp.mac() + " " + printable(dhcp.asked())
                + (dhcp.ipxe() ? " from iPXE" : dhcp.arch().map(arch -> " from " + arch).orElse("")) + " -> "
                + dhcp.answered().orElse("no answer")
                + dhcp.address().map(address -> " " + address).orElse("")
                + dhcp.bootFile().map(file -> ", boot " + printable(file)).orElse("") + why(dhcp.reason());
    }

    private static String tftp(BootEvent.Tftp tftp) {
        String line = "tftp  " + tftp.wire().peerAddress() + " " + printable(tftp.file()) + " "
                + tftp.step().name().toLowerCase(Locale.ROOT);
        return switch (tftp.step()) {
            case STARTED, REFUSED -> line + why(tftp.reason());
            case FINISHED, ABORTED -> line + ", " + tftp.bytes() + " bytes in " + time(tftp.elapsed()) + why(tftp.reason());
        };
    }

    /** What is in files that were changed on disk stays there. */
    private static String change(BootEvent.Change change) {
        String what = printable(change.method()) + " " + deed(change) + " " + printable(change.object());
        return change.by() instanceof Doer.Client client ? "rpc   " + client.wire().peerAddress() + " " + printable(change.who()) + " " + what + texts(change)
                : String.format(Locale.ROOT, "%-5s", change.by().way()) + " " + (change.who().isEmpty() ? "somebody" : printable(change.who()))
                        + change.by().from().map(from -> " (" + from + ")").orElse("") + " " + what;
    }

    private static String deed(BootEvent.Change change) {
        return change.before().isEmpty() ? "created" : change.after().isEmpty() ? "deleted" : change.before().equals(change.after()) ? "repeated" : "changed";
    }

    private static String texts(BootEvent.Change change) {
        if (change.before().equals(change.after())) {
            return "";
        }
        return Stream.of(change.before(), change.after()).flatMap(Optional::stream).map(Version::told).map(EventLine::bounded).collect(Collectors.joining(" -> ", ": ", ""));
    }

    private static String bounded(String text) {
        return text.length() <= LONGEST ? printable(text) : "(" + text.length() + " characters)";
    }

    private static String why(Optional<Reason> reason) {
        return reason.map(some -> ": " + printable(some.sentence())).orElse("") + code(reason);
    }

    private static String code(Optional<Reason> reason) {
        return reason.map(some -> " [" + some.code() + "]").orElse("");
    }

    private static String time(Duration elapsed) {
        long tenths = (elapsed.toNanos() + 50_000) / 100_000;
        if (tenths < 10_000) {
            return tenths / 10 + "." + tenths % 10 + " ms";
        }
        long hundredths = (tenths + 50) / 100;
        return hundredths / 100 + "." + hundredths / 10 % 10 + hundredths % 10 + " s";
    }

    /** {@code text} with every control, format and surrogate character written as {@code \\uXXXX}, at most 200 characters of it. */
    static String printable(String text) {
        int end = Math.min(text.length(), LONGEST);
        StringBuilder safe = null;
        for (int i = 0; i < end; i++) {
            char c = text.charAt(i);
            boolean hostile = isHostile(c);
            if (hostile && safe == null) {
                safe = new StringBuilder(end + 16).append(text, 0, i);
            }
            if (hostile) {
                safe.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
            } else if (safe != null) {
                safe.append(c);
            }
        }
        if (safe == null && end == text.length()) {
            return text;
        }
        return (safe == null ? text.substring(0, end) : safe) + (text.length() > LONGEST ? "…" : "");
    }

    private static boolean isHostile(char c) {
        if (c >= 0x20 && c < 0x7f) {
            return false;
        }
        return Character.isISOControl(c) || Character.isSurrogate(c) || switch (Character.getType(c)) {
            case Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> true;
            default -> false;
        };
    }
}
