package dev.lamplighter.appliance;

import dev.lamplighter.boot.policy.BootClient;
import dev.lamplighter.boot.policy.BootClient.Speaks;
import dev.lamplighter.cli.GivenLabels;
import dev.lamplighter.cli.inspect.GroupChoice;
import dev.lamplighter.dhcp.packet.DhcpOption.Kind;
import dev.lamplighter.dhcp.packet.DhcpPacket;
import dev.lamplighter.dhcp.server.Destination;
import dev.lamplighter.dhcp.service.BootClients;
import dev.lamplighter.model.Bytes;
import dev.lamplighter.model.Reason;
import dev.lamplighter.model.Segment.DhcpMode;
import dev.lamplighter.walk.DhcpTarget;
import dev.lamplighter.walk.Fact;
import dev.lamplighter.walk.Fetched;
import dev.lamplighter.walk.Heard;
import dev.lamplighter.walk.StageReport;
import dev.lamplighter.walk.WalkException;
import dev.lamplighter.walk.WalkReport;
import dev.lamplighter.walk.Wire;
import dev.lamplighter.walk.script.Uris;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The wire to a server that is asked without one: what a client hears is what a {@link Rehearsal} says. It remembers the reasons, which no wire carries. */
final class RehearsedWire implements Wire {

    /** As many redirects are followed. */
    private static final int REDIRECTS = 5;

    /** So many other groups are told of. */
    private static final int NEAR = 3;

    /** Where a machine says its labels. */
    private static final Set<String> SAYING = Set.of("/ipxe", "/grub");

    private static final Set<Integer> REDIRECT = Set.of(301, 302, 307, 308);

    private final Rehearsal rehearsal;
    private final OurUrls ours;
    private final Map<String, String> labels;
    private final Map<Asked, List<String>> dhcp = new LinkedHashMap<>();
    private final Map<String, List<String>> fetched = new LinkedHashMap<>();

    /** Who asked DHCP at which port. */
    private record Asked(Speaks speaks, int port) {

        static Asked of(Speaks speaks, int port) {
            return new Asked(speaks == Speaks.HTTP_BOOT ? Speaks.PXE : speaks, port);
        }
    }

    /** {@code labels} are what the machine says of itself beside what its iPXE does. */
    RehearsedWire(Rehearsal rehearsal, Map<String, String> labels) {
        this.rehearsal = rehearsal;
        this.ours = new OurUrls(rehearsal.decisions().settings(), rehearsal.decisions().segments());
        this.labels = labels;
    }

    /** Only one server is asked. */
    @Override
    public boolean hearsEverybody() {
        return false;
    }

    @Override
    public List<Heard> dhcp(DhcpPacket asked, DhcpTarget target) throws WalkException {
        BootClient client = BootClients.of(asked);
        int port = switch (target) {
            case DhcpTarget.Everybody _, DhcpTarget.Server _ -> Destination.SERVER_PORT;
            case DhcpTarget.BootServer _ -> Destination.BOOT_SERVER_PORT;
        };
        List<String> notes = dhcp.computeIfAbsent(Asked.of(client.speaks(), port), _ -> new ArrayList<>());
        try {
            return switch (rehearsal.dhcp(asked, port)) {
                case Rehearsal.Said.Answered<DhcpPacket>(DhcpPacket answer) -> {
                    if (port == Destination.BOOT_SERVER_PORT || isDiscover(asked)) {
                        note(notes, new OfferReasons(rehearsal).of(client, asked, answer));
                    }
                    yield List.of(new Heard(answer, rehearsal.via().advertise()));
                }
                case Rehearsal.Said.Silent<DhcpPacket>(Reason why) -> {
                    boolean another = client.speaks() == Speaks.PLAIN && rehearsal.via().dhcp() != DhcpMode.FULL;
                    if (!another && (port == Destination.BOOT_SERVER_PORT || isDiscover(asked))) {
                        note(notes, List.of("no answer: " + why.sentence()));
                    }
                    yield List.of();
                }
            };
        } catch (Exception failed) {
            throw new WalkException("no answer could be made: " + failed, failed);
        }
    }

    private static boolean isDiscover(DhcpPacket asked) {
        return asked.kind().filter(Kind.DISCOVER::equals).isPresent();
    }

    private static void note(List<String> notes, List<String> more) {
        more.stream().filter(each -> !notes.contains(each)).forEach(notes::add);
    }

    @Override
    public Fetched fetch(URI what, long most) throws WalkException {
        List<String> notes = fetched.computeIfAbsent(what.toString(), _ -> new ArrayList<>());
        int kept = (int) Math.min(most, Fetched.KEPT);
        try {
            URI at = what;
            for (int followed = 0; followed <= REDIRECTS; followed++) {
                Optional<InetSocketAddress> local = ours.local(at, rehearsal.via());
                if (local.isEmpty()) {
                    note(notes, List.of(at.getHost() + " is not this server, so it was not asked whether this is there"));
                    return new Fetched(Fetched.OK, Bytes.EMPTY, Fetched.UNKNOWN, "");
                }
                Rehearsal.Sent sent = sent(at, local.get(), kept, notes);
                if (sent.location().isEmpty() || !REDIRECT.contains(sent.status())) {
                    sent.refusal().ifPresent(reason -> note(notes, List.of(reason.code() + ": " + reason.sentence())));
                    return new Fetched(sent.status(), sent.head(), sent.length(), sent.mediaType());
                }
                at = at.resolve(sent.location().get());
            }
            throw new WalkException(what + " leads from one redirect to the next");
        } catch (IOException | IllegalArgumentException failed) {
            throw new WalkException(what + " cannot be answered: " + failed.getMessage(), failed);
        }
    }

    private Rehearsal.Sent sent(URI at, InetSocketAddress local, int most, List<String> notes) throws WalkException, IOException {
        if (OurUrls.isTftp(at)) {
            return switch (rehearsal.tftp(Uris.tftpName(at), most)) {
                case Rehearsal.Said.Answered<Rehearsal.Sent>(Rehearsal.Sent sent) -> sent;
                case Rehearsal.Said.Silent<Rehearsal.Sent>(Reason why) -> throw new WalkException("no answer: " + why.sentence());
            };
        }
        String query = query(at);
        if (SAYING.contains(at.getPath())) {
            note(notes, GroupChoice.of(rehearsal.decisions().catalog(), query, NEAR).lines());
        }
        try {
            return rehearsal.http(local, at.getRawPath() + (query.isEmpty() ? "" : "?" + query), most);
        } catch (IOException failed) {
            throw failed;
        } catch (Exception defect) {
            throw new WalkException("no answer could be made: " + defect, defect);
        }
    }

    /** With what the machine says of itself beside what its script makes it say. */
    private String query(URI at) {
        String said = at.getRawQuery() == null ? "" : at.getRawQuery();
        if (labels.isEmpty() || !SAYING.contains(at.getPath())) {
            return said;
        }
        var kept = new ArrayList<String>();
        for (String each : said.split("&", -1)) {
            if (!each.isEmpty() && !labels.containsKey(each.split("=", 2)[0])) {
                kept.add(each);
            }
        }
        kept.add(GivenLabels.query(labels));
        return String.join("&", kept);
    }

    /** {@code report} of a walk over this wire, with the reasons of what was answered. */
    WalkReport reasoned(WalkReport report) {
        return new WalkReport(report.who(), report.whole(), report.boots(), report.stages().stream().map(this::reasoned).toList());
    }

    private StageReport reasoned(StageReport stage) {
        List<String> notes = switch (stage.stage()) {
            case FIRMWARE_DHCP -> asked(Speaks.PXE, Destination.SERVER_PORT);
            case FIRMWARE_BOOT_SERVER -> asked(Speaks.PXE, Destination.BOOT_SERVER_PORT);
            case IPXE_DHCP -> asked(Speaks.IPXE, Destination.SERVER_PORT);
            case IPXE_BOOT_SERVER -> asked(Speaks.IPXE, Destination.BOOT_SERVER_PORT);
            case SYSTEM_DHCP -> asked(Speaks.PLAIN, Destination.SERVER_PORT);
            case BOOT_FILE, SCRIPT, KERNEL, INITRD, LOADER, CONFIG -> fetched.getOrDefault(stage.fact(Fact.URL).orElse(stage.asked()), List.of());
            case RELEASE -> List.of();
        };
        StageReport all = stage;
        for (String note : notes) {
            all = all.withNote(note);
        }
        return all;
    }

    private List<String> asked(Speaks speaks, int port) {
        return dhcp.getOrDefault(new Asked(speaks, port), List.of());
    }
}
