package dev.lamplighter.console.metrics;

import dev.lamplighter.model.Reason;
import dev.lamplighter.model.event.BootEvent.BadPacket;
import dev.lamplighter.model.event.BootEvent.Change;
import dev.lamplighter.model.event.BootEvent.Dhcp;
import dev.lamplighter.model.event.BootEvent.Dns;
import dev.lamplighter.model.event.BootEvent.Http;
import dev.lamplighter.model.event.BootEvent.Router;
import dev.lamplighter.model.event.BootEvent.Rpc;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What was asked and what became of it, in words from lists that are written here: what a client says is in no label. */
final class Question {

    static final String ANSWERED = "answered";
    static final String REFUSED = "refused";
    static final String SILENT = "silent";
    static final String ABORTED = "aborted";
    static final String ASSETS = "assets";

    private static final Set<String> PROTOCOLS = Set.of("dhcp", "tftp", "dns", "http", "ra");
    private static final Map<String, String> DHCP = lowered("DISCOVER", "REQUEST", "DECLINE", "RELEASE", "INFORM", "BOOTP");
    private static final Set<String> DNS = Set.of("A", "AAAA", "ANY", "CAA", "CNAME", "DNSKEY", "DS", "HTTPS", "MX", "NAPTR", "NS", "PTR", "SOA", "SRV", "SVCB", "TXT");
    private static final Map<String, String> PAGES = Map.ofEntries(Map.entry("/", "home"), Map.entry("/boot.ipxe", "boot.ipxe"), Map.entry("/boot.ipxe.0", "boot.ipxe"),
            Map.entry("/autoexec.ipxe", "autoexec.ipxe"), Map.entry("/ipxe", "ipxe"), Map.entry("/grub", "grub"), Map.entry("/ignition", "ignition"),
            Map.entry("/cloud", "cloud"), Map.entry("/generic", "generic"), Map.entry("/metadata", "metadata"), Map.entry("/v1/boot-done", "boot-done"));
    private static final Set<String> CALLS = Stream.of("Group", "Profile", "Ignition", "Generic", "Cloud", "IPXE", "Grub", "Metadata")
            .flatMap(object -> Stream.of("Put", "Get", "Delete", "List").map(verb -> object + verb)).collect(Collectors.toUnmodifiableSet());

    private static final int FIRST_REFUSAL = 400;

    private Question() {}

    static String kind(Dhcp event) {
        return DHCP.getOrDefault(event.asked(), Words.OTHER);
    }

    static String result(Dhcp event) {
        if (event.answered().isEmpty()) {
            return SILENT;
        }
        return event.answered().get().equals("NAK") ? REFUSED : ANSWERED;
    }

    static String kind(Dns event) {
        return DNS.contains(event.type()) ? event.type() : Words.OTHER;
    }

    static String result(Dns event) {
        if (event.answered().isEmpty()) {
            return SILENT;
        }
        return event.reason().isPresent() ? REFUSED : ANSWERED;
    }

    static String kind(Http event) {
        String path = event.path();
        if (path.startsWith("/assets/")) {
            return ASSETS;
        }
        if (path.startsWith("/nocloud/")) {
            return "nocloud";
        }
        return PAGES.getOrDefault(path, path.endsWith(".sig") || path.endsWith(".asc") ? "signature" : Words.OTHER);
    }

    static String result(Http event) {
        if (event.status().isEmpty()) {
            return SILENT;
        }
        if (event.status().getAsInt() >= FIRST_REFUSAL) {
            return REFUSED;
        }
        return event.reason().isPresent() ? ABORTED : ANSWERED;
    }

    static String result(Router event) {
        return event.answered() ? ANSWERED : SILENT;
    }

    static String kind(Rpc event) {
        return event.method().isEmpty() ? "connection" : call(event.method());
    }

    static String kind(Change event) {
        return call(event.method());
    }

    static String service(BadPacket event) {
        return PROTOCOLS.contains(event.protocol()) ? event.protocol() : Words.OTHER;
    }

    static String code(Optional<Reason> reason) {
        return reason.map(Reason::code).orElse(Words.OTHER);
    }

    private static String call(String method) {
        String name = method.substring(method.lastIndexOf('/') + 1);
        return CALLS.contains(name) ? name : Words.OTHER;
    }

    private static Map<String, String> lowered(String... words) {
        return Stream.of(words).collect(Collectors.toUnmodifiableMap(Function.identity(), word -> word.toLowerCase(Locale.ROOT)));
    }
}
