package dev.lamplighter.appliance;

import dev.lamplighter.appliance.settings.Settings;
import dev.lamplighter.assets.AssetFolder;
import dev.lamplighter.assets.BootFiles;
import dev.lamplighter.assets.BundledFile;
import dev.lamplighter.assets.BundledFiles;
import dev.lamplighter.assets.FileSource;
import dev.lamplighter.assets.Located;
import dev.lamplighter.assets.LooseNames;
import dev.lamplighter.boot.AnswerSettings;
import dev.lamplighter.boot.Answers;
import dev.lamplighter.boot.Ask;
import dev.lamplighter.boot.Body;
import dev.lamplighter.boot.ScriptSettings;
import dev.lamplighter.boot.machine.BootDone;
import dev.lamplighter.boot.machine.BootIntents;
import dev.lamplighter.boot.machine.FreshMachines;
import dev.lamplighter.boot.machine.IntentPolicy;
import dev.lamplighter.boot.policy.BootClient;
import dev.lamplighter.boot.policy.BootPlan;
import dev.lamplighter.boot.policy.BootPolicy;
import dev.lamplighter.boot.policy.BootSettings;
import dev.lamplighter.boot.policy.BootUrls;
import dev.lamplighter.boot.policy.DefaultBootPolicy;
import dev.lamplighter.boot.policy.GroupRecognizer;
import dev.lamplighter.boot.policy.MenuPolicy;
import dev.lamplighter.boot.reads.LeaseGuard;
import dev.lamplighter.boot.reads.ReadGuard;
import dev.lamplighter.dhcp.server.DhcpService;
import dev.lamplighter.dhcp.service.PoolSearch;
import dev.lamplighter.http.HttpLimits;
import dev.lamplighter.http.HttpSettings;
import dev.lamplighter.model.Ip4;
import dev.lamplighter.model.Mac;
import dev.lamplighter.model.Responder;
import dev.lamplighter.model.Segment.DhcpMode;
import dev.lamplighter.model.Segment;
import dev.lamplighter.model.SegmentId;
import dev.lamplighter.model.event.Events;
import dev.lamplighter.net.tls.TlsFiles;
import dev.lamplighter.store.catalog.CatalogStore;
import dev.lamplighter.store.catalog.FileCatalogSettings;
import dev.lamplighter.store.catalog.FileCatalogStore;
import dev.lamplighter.store.lease.Lease;
import dev.lamplighter.store.lease.LeaseStore;
import dev.lamplighter.store.lease.RehearsedLeases;
import dev.lamplighter.tftp.service.Meaning;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/** What the doors decide by, made of the settings for the segments that are served: every answer of DHCP, TFTP and HTTP comes from here. It knows no socket. */
final class Decisions {

    private final Settings settings;
    private final List<Segment> segments;
    private final CatalogStore catalog;
    private final Kept kept;
    private final Clock clock;
    private final Map<SegmentId, PoolSearch> pools = new LinkedHashMap<>();
    private final FreshMachines machines;
    private final BootPolicy policy;
    private final Responder<Ask, Body> answers;

    /**
     * What answers change or depend on beyond settings and catalog. {@code tokens} guards reads where settings say that tokens do; {@code uuids} tells
     * which UUID a station showed when it booted.
     */
    record Kept(Optional<LeaseStore> leases, BootIntents intents, ReadGuard tokens, Function<Mac, Optional<UUID>> uuids) {

        Kept(Optional<LeaseStore> leases, BootIntents intents, ReadGuard tokens) {
            this(leases, intents, tokens, intents::uuidOf);
        }
    }

    Decisions(Settings settings, List<Segment> segments, CatalogStore catalog, Kept kept, Clock clock) {
        this.settings = settings;
        this.segments = List.copyOf(segments);
        this.catalog = catalog;
        this.kept = kept;
        this.clock = clock;
        this.machines = new FreshMachines(catalog);
        segments.forEach(segment -> pools.put(segment.id(), new PoolSearch()));
        BootSettings boot = Booting.settings(settings, segments);
        this.policy = policy(boot);
        this.answers = answers(boot);
    }

    /** Groups, profiles and machines of the settings' folder, and the addresses that settings reserve. */
    static FileCatalogStore catalog(Settings settings, Events events) {
        return new FileCatalogStore(settings.storePath(), FileCatalogSettings.defaults().withCompatMatchbox(settings.compatMatchbox())
                .withReserved(Segments.reserved(settings.segments())), events);
    }

    /** The same decisions for a boot that does not happen: it begins from what is so now, and nothing of it is kept. {@code tokens} is the guard of that boot. */
    Decisions rehearsal(ReadGuard tokens, Function<Mac, Optional<UUID>> uuids) {
        var rehearsed = new Decisions(settings, segments, catalog, new Kept(kept.leases().map(RehearsedLeases::new), kept.intents().rehearsal(), tokens, uuids), clock);
        pools.forEach((segment, search) -> rehearsed.pools.put(segment, search.copy()));
        return rehearsed;
    }

    Kept kept() {
        return kept;
    }

    Settings settings() {
        return settings;
    }

    List<Segment> segments() {
        return segments;
    }

    CatalogStore catalog() {
        return catalog;
    }

    Clock clock() {
        return clock;
    }

    /** The machines as they are declared when they are asked for. */
    FreshMachines machines() {
        return machines;
    }

    /** What is answered to whatever is asked about booting. */
    Responder<Ask, Body> answers() {
        return answers;
    }

    /** Who answers DHCP on each segment where we do; {@code careful} where addresses are to be asked for on the wire before they are offered. */
    List<DhcpService> dhcp(boolean careful) {
        return segments.stream().filter(Booting::hasDhcpSocket)
                .map(segment -> segment.dhcp() == DhcpMode.FULL ? full(segment, careful) : proxy(segment))
                .map(service -> service.after(machines::before))
                .toList();
    }

    /** What our proxy would say on {@code segment}, whoever answers DHCP there. */
    DhcpService proxy(Segment segment) {
        return DhcpService.proxy(segment, policy, machines);
    }

    /** What {@code client} is to boot on {@code segment}, and why. */
    BootPlan plan(BootClient client, Segment segment) {
        return policy.plan(client, segment, catalog.current().machines().find(client.mac()));
    }

    private DhcpService full(Segment segment, boolean careful) {
        LeaseStore leases = kept.leases().orElseThrow();
        PoolSearch search = pools.get(segment.id());
        return careful ? DhcpService.careful(segment, policy, machines, leases, search) : DhcpService.full(segment, policy, machines, leases, search);
    }

    /** What names mean over TFTP; {@code neighbours} tells whose address an address is. */
    Meaning tftpNames(Function<Ip4, Optional<Mac>> neighbours) {
        return new TftpNames(settings.tftpTuning().machineFolders(), neighbours, machines);
    }

    /** How pages are served at {@code listen}. */
    HttpSettings pages(List<InetSocketAddress> listen, Optional<TlsFiles> tls) {
        return new HttpSettings(listen, settings.compatMatchbox(), settings.assetsPath().isPresent(), tls, HttpLimits.DEFAULT);
    }

    /** The segment that a local address belongs to; a request to loopback came through none. */
    Segment segmentOf(InetSocketAddress local) {
        Ip4 address = local.getAddress().getAddress().length == 4 ? Ip4.of(local.getAddress()) : Ip4.NONE;
        return segments.stream().filter(segment -> segment.advertise().equals(address)).findFirst()
                .orElseGet(() -> new Segment("", address, Optional.empty(), DhcpMode.OFF, List.of()));
    }

    private BootPolicy policy(BootSettings boot) {
        var usual = new DefaultBootPolicy(boot, new GroupRecognizer(catalog));
        BootPolicy shown = settings.bootMenu().<BootPolicy>map(menu -> new MenuPolicy(usual, menu)).orElse(usual);
        return new IntentPolicy(shown, kept.intents(), machines, new BootUrls(boot));
    }

    private Responder<Ask, Body> answers(BootSettings boot) {
        BundledFiles inside = BundledFiles.ofThisBuild();
        FileSource bootFiles = new LooseNames(new BootFiles(Optional.of(settings.tftpRoot()), inside), settings.tftpRoot(), settings.tftpTuning().anyCase(),
                inside.list().stream().map(BundledFile::name).toList());
        Optional<FileSource> folder = settings.assetsPath().map(path -> new AssetFolder(path, settings.followLinks() || settings.compatMatchbox()));
        Optional<FileSource> assets = settings.compatMatchbox() ? folder : folder.map(first -> either(first, bootFiles));
        return new Answers(catalog, bootFiles, assets, AnswerSettings.defaults().withCompatMatchbox(settings.compatMatchbox())
                .withFunctions(settings.templateFunctions()), new ScriptSettings(settings.guidedScript(), settings.initrdArgument(), new BootUrls(boot)),
                kept.intents(), new BootDone(kept.intents(), this::holder), reads());
    }

    private ReadGuard reads() {
        return switch (settings.reads()) {
            case OPEN -> ReadGuard.open();
            case LEASE -> new LeaseGuard(this::holder, kept.uuids());
            case TOKEN -> kept.tokens();
        };
    }

    /** Whoever has {@code address} on lease, on whichever segment. */
    private Optional<Mac> holder(Ip4 address) {
        return kept.leases().flatMap(leases -> segments.stream().flatMap(segment -> leases.holder(segment.id(), address).stream())
                .filter(lease -> lease.state() == Lease.State.BOUND && !lease.isOver(clock.instant())).map(Lease::mac).findFirst());
    }

    /** UEFI HTTP Boot fetches its boot file below {@code /assets/}: what the folder lacks is looked for among the boot files. */
    private static FileSource either(FileSource first, FileSource second) {
        return name -> {
            Located found = first.find(name);
            if (!(found instanceof Located.Absent)) {
                return found;
            }
            Located other = second.find(name);
            return other instanceof Located.Absent ? found : other;
        };
    }
}
