package dev.lamplighter.appliance;

import dev.lamplighter.appliance.settings.Key;
import dev.lamplighter.appliance.settings.Keys;
import dev.lamplighter.appliance.settings.SegmentBoot;
import dev.lamplighter.appliance.settings.SegmentSettings;
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
import dev.lamplighter.boot.QueryLabels;
import dev.lamplighter.boot.ScriptSettings;
import dev.lamplighter.boot.machine.BootDone;
import dev.lamplighter.boot.machine.BootIntents;
import dev.lamplighter.boot.machine.FreshMachines;
import dev.lamplighter.boot.machine.IntentPolicy;
import dev.lamplighter.boot.policy.BootPolicy;
import dev.lamplighter.boot.policy.BootSettings;
import dev.lamplighter.boot.policy.BootUrls;
import dev.lamplighter.boot.policy.DefaultBootPolicy;
import dev.lamplighter.boot.policy.GroupRecognizer;
import dev.lamplighter.boot.policy.MenuPolicy;
import dev.lamplighter.boot.policy.OnSegment;
import dev.lamplighter.boot.reads.LeaseGuard;
import dev.lamplighter.boot.reads.ReadGuard;
import dev.lamplighter.dhcp.router.server.RouterDoor;
import dev.lamplighter.dhcp.server.DhcpDoor;
import dev.lamplighter.dhcp.server.DhcpService;
import dev.lamplighter.dhcp.server.DhcpSettings;
import dev.lamplighter.dns.DnsLimits;
import dev.lamplighter.dns.DnsSettings;
import dev.lamplighter.dns.server.DnsDoor;
import dev.lamplighter.http.HttpLimits;
import dev.lamplighter.http.HttpSettings;
import dev.lamplighter.http.server.HttpDoor;
import dev.lamplighter.model.HostPort;
import dev.lamplighter.model.Ip4;
import dev.lamplighter.model.IpAddress;
import dev.lamplighter.model.Mac;
import dev.lamplighter.model.Responder;
import dev.lamplighter.model.Segment;
import dev.lamplighter.model.Segment.DhcpMode;
import dev.lamplighter.model.SegmentId;
import dev.lamplighter.model.Subnet;
import dev.lamplighter.model.SubnetPlan;
import dev.lamplighter.model.event.Events;
import dev.lamplighter.net.Door;
import dev.lamplighter.net.Loops;
import dev.lamplighter.net.Neighbours;
import dev.lamplighter.net.tls.TlsFiles;
import dev.lamplighter.rpc.RpcLimits;
import dev.lamplighter.rpc.RpcSettings;
import dev.lamplighter.rpc.server.RpcDoor;
import dev.lamplighter.signing.BadKeyRing;
import dev.lamplighter.signing.KeyRing;
import dev.lamplighter.signing.Signer;
import dev.lamplighter.store.catalog.CatalogStore;
import dev.lamplighter.store.lease.Lease;
import dev.lamplighter.store.lease.LeaseStore;
import dev.lamplighter.tftp.server.Place;
import dev.lamplighter.tftp.server.TftpDoor;
import dev.lamplighter.tftp.server.TftpSettings;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Makes the doors that the settings ask for, in the order in which they open. */
final class Doors {

    private static final String PASSPHRASE = "MATCHBOX_PASSPHRASE";

    private final Settings settings;
    private final List<Segment> segments;
    private final Events events;
    private final Loops loops;
    private final Loops httpLoops;
    private final Clock clock;
    private final BootIntents intents;
    private final ReadGuard tokens;
    private final boolean again;

    /**
     * {@code tokens} guards reads where settings say so. {@code httpLoops} are HTTP's own: sending a file may wait for a slow disk, and must not keep a DHCP answer waiting. {@code again} where the same
     * doors were open a moment ago, on other addresses.
     */
    Doors(Settings settings, List<Segment> segments, Events events, Loops loops, Loops httpLoops, Clock clock, BootIntents intents, ReadGuard tokens, boolean again) {
        this.settings = settings;
        this.segments = segments;
        this.events = events;
        this.loops = loops;
        this.httpLoops = httpLoops;
        this.clock = clock;
        this.intents = intents;
        this.tokens = tokens;
        this.again = again;
    }

    /** A door, the setting that asked for it, and what else can be done where its port is taken. */
    record Planned(Door door, String setting, String otherwise) {}

    /** Whether our DNS answers on a segment of that mode: where asked for, else where our DHCP names us as DNS server, or DNS is set up. */
    static boolean servesDns(Settings settings, DhcpMode mode) {
        return switch (settings.dns()) {
            case ON -> true;
            case OFF -> false;
            case AUTO -> mode == DhcpMode.FULL || settings.dnsIsSetUp();
        };
    }

    List<Planned> all(CatalogStore catalog, Optional<LeaseStore> leases) throws CannotStart {
        Responder<Ask, Body> boot = answers(catalog, leases);
        var machines = new FreshMachines(catalog);
        List<Planned> doors = new ArrayList<>();
        if (segments.stream().anyMatch(Doors::hasDhcpSocket)) {
            doors.add(new Planned(dhcp(catalog, machines, leases), segmentsSetting(), "set dhcp: existing-dhcp there"));
        }
        List<Segment> advertised = segments.stream().filter(segment -> booting(segment).advertises(segment.dhcp())).toList();
        if (!advertised.isEmpty()) {
            doors.add(new Planned(new RouterDoor(advertised, events, clock), settings.merged().isSet(Keys.DHCP_RA) ? setting(Keys.DHCP_RA) : segmentsSetting(),
                    "set ra: off there"));
        }
        if (settings.tftp() && !segments.isEmpty()) {
            doors.add(new Planned(new TftpDoor(tftp(), segments.stream().map(Place::on).toList(), boot, tftpNames(machines), events, loops, clock),
                    setting(Keys.TFTP_ENABLED), "set tftp.enabled: false"));
        }
        for (Segment segment : segments) {
            if (servesDns(settings, segment.dhcp())) {
                doors.add(new Planned(dns(segment, machines), setting(Keys.DNS_ENABLED), "set dns.enabled: false"));
            }
        }
        if (settings.rpc().isPresent()) {
            doors.add(new Planned(rpc(settings.rpc().get(), catalog), setting(Keys.RPC_ADDRESS), "choose another address (-rpc-address)"));
        }
        if (settings.bootAddress().isPresent()) {
            var plain = http(boot, Set.of(resolve(Keys.HTTP_BOOT_ADDRESS, settings.bootAddress().get())), Optional.empty());
            doors.add(new Planned(plain, setting(Keys.HTTP_BOOT_ADDRESS), "choose another address (--http-boot-address)"));
        }
        var tls = settings.tls().map(files -> new TlsFiles(files.certificate(), files.key()));
        doors.add(new Planned(http(boot, listen(), tls), setting(Keys.HTTP_ADDRESS), "choose another address (-address)"));
        return doors;
    }

    void explainWhatIsOff(StartTable table) {
        if (segments.isEmpty()) {
            table.off("dhcp", "serve an interface: --interface eth1");
            table.off("tftp", "serve an interface: --interface eth1");
        } else {
            segments.stream().filter(segment -> !hasDhcpSocket(segment))
                    .forEach(segment -> table.off("dhcp", segment.dhcp().key() + " on " + segment.interfaceName() + "; dhcp: proxy or full opens it"));
            if (!settings.tftp()) {
                table.off("tftp", "tftp.enabled: true opens it");
            }
        }
        if (segments.stream().noneMatch(segment -> servesDns(settings, segment.dhcp()))) {
            table.off("dns", segments.isEmpty() ? "serve an interface, and set dns.records or dns.upstream" : "set dns.records or dns.upstream, or dns.enabled: true");
        }
        if (settings.rpc().isEmpty()) {
            table.off("grpc", "give it an address and certificates: -rpc-address, -ca-file, -cert-file, -key-file");
        }
        if (settings.metricsAddress().isEmpty()) {
            table.off("metrics", "set metrics.address");
        }
        if (settings.assetsPath().isEmpty()) {
            table.off("assets", "name a folder: -assets-path or assets.path");
        }
    }

    private TftpSettings tftp() {
        return TftpSettings.standard().withPorts(settings.tftpTuning().ports()).withLargestBlock(settings.tftpTuning().largestBlock());
    }

    private TftpNames tftpNames(FreshMachines machines) {
        return new TftpNames(settings.tftpTuning().machineFolders(), new Neighbours()::of, machines);
    }

    /** Which boot files firmware is given: those inside, with what they lack, or the operator's in their place. */
    void explainBootFiles(StartTable table) {
        if (segments.isEmpty()) {
            return;
        }
        for (BundledFile file : BundledFiles.ofThisBuild().list()) {
            boolean own = Files.isRegularFile(settings.tftpRoot().resolve(file.name()));
            table.says("boot file", file.name(), own ? "yours in place of the one inside"
                    : file.version() + (file.lacks().isEmpty() ? "" : ", without " + String.join(" and ", file.lacks())), own ? setting(Keys.TFTP_ROOT) : "inside");
        }
    }

    private Responder<Ask, Body> answers(CatalogStore catalog, Optional<LeaseStore> leases) {
        BundledFiles inside = BundledFiles.ofThisBuild();
        FileSource bootFiles = new LooseNames(new BootFiles(Optional.of(settings.tftpRoot()), inside), settings.tftpRoot(), settings.tftpTuning().anyCase(),
                inside.list().stream().map(BundledFile::name).toList());
        Optional<FileSource> folder = settings.assetsPath().map(path -> new AssetFolder(path, settings.followLinks() || settings.compatMatchbox()));
        Optional<FileSource> assets = settings.compatMatchbox() ? folder : folder.map(first -> either(first, bootFiles));
        return new Answers(catalog, bootFiles, assets, AnswerSettings.defaults().withCompatMatchbox(settings.compatMatchbox())
                .withFunctions(settings.templateFunctions()), new ScriptSettings(settings.guidedScript(), settings.initrdArgument(), new BootUrls(bootSettings())),
                intents, new BootDone(intents, address -> leases.flatMap(store -> holder(store, address))), reads(leases));
    }

    private ReadGuard reads(Optional<LeaseStore> leases) {
        return switch (settings.reads()) {
            case OPEN -> ReadGuard.open();
            case LEASE -> new LeaseGuard(address -> leases.flatMap(store -> holder(store, address)));
            case TOKEN -> tokens;
        };
    }

    /** Whoever has {@code address} on lease, on whichever segment. */
    private Optional<Mac> holder(LeaseStore leases, Ip4 address) {
        return segments.stream().flatMap(segment -> leases.holder(segment.id(), address).stream())
                .filter(lease -> lease.state() == Lease.State.BOUND && !lease.isOver(clock.instant())).map(Lease::mac).findFirst();
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

    private SegmentBoot booting(Segment segment) {
        return booting(settings, segment);
    }

    /** What is said of booting where {@code segment} is. */
    private static SegmentBoot booting(Settings settings, Segment segment) {
        return settings.segments().stream().filter(written -> written.interfaceName().equals(segment.interfaceName())).map(SegmentSettings::boot).findFirst().orElseThrow();
    }

    private BootSettings bootSettings() {
        return bootSettings(settings, segments);
    }

    /** What the operator says about booting, for {@link DefaultBootPolicy}. */
    static BootSettings bootSettings(Settings settings, List<Segment> segments) {
        Map<SegmentId, OnSegment> each = new LinkedHashMap<>();
        segments.forEach(segment -> each.put(segment.id(), new OnSegment(booting(settings, segment).answering(segment.dhcp()),
                booting(settings, segment).secure().orElse(settings.secureBoot()))));
        return new BootSettings(settings.bootName(), servesDns(settings, DhcpMode.FULL), settings.bootUrl(), settings.forBooting().port(), settings.bootFiles(), each);
    }

    private BootPolicy policy(CatalogStore catalog, FreshMachines machines) {
        var usual = new DefaultBootPolicy(bootSettings(), new GroupRecognizer(catalog));
        BootPolicy shown = settings.bootMenu().<BootPolicy>map(menu -> new MenuPolicy(usual, menu)).orElse(usual);
        return new IntentPolicy(shown, intents, machines, new BootUrls(bootSettings()));
    }

    private Door dhcp(CatalogStore catalog, FreshMachines machines, Optional<LeaseStore> leases) throws CannotStart {
        if (settings.tls().isPresent() && settings.bootUrl().isEmpty() && settings.bootAddress().isEmpty()) {
            throw new CannotStart(setting(Keys.HTTP_TLS) + ": only HTTPS is served, and DHCP would send every client to http://, as the iPXE inside knows no"
                    + " HTTPS: set http.boot-address (0.0.0.0:80) for plain HTTP beside it, or boot.url to a URL that clients can open");
        }
        BootPolicy policy = policy(catalog, machines);
        List<DhcpService> services = segments.stream().filter(Doors::hasDhcpSocket)
                .map(segment -> segment.dhcp() == DhcpMode.FULL
                        ? full(segment, policy, machines, leases.orElseThrow())
                        : DhcpService.proxy(segment, policy, machines))
                .map(service -> service.after(machines::before))
                .toList();
        boolean alone = settings.dhcp().force() || again;
        return new DhcpDoor(loops, events, clock, alone ? DhcpSettings.DEFAULT.withoutAsking() : DhcpSettings.DEFAULT, services);
    }

    private DhcpService full(Segment segment, BootPolicy policy, FreshMachines machines, LeaseStore leases) {
        return settings.dhcp().conflictCheck() ? DhcpService.careful(segment, policy, machines, leases)
                : DhcpService.full(segment, policy, machines, leases);
    }

    private Door dns(Segment segment, FreshMachines machines) throws CannotStart {
        Map<String, List<IpAddress>> records = new LinkedHashMap<>();
        settings.bootName().ifPresent(name -> records.put(name, List.of(segment.advertise())));
        records.putAll(settings.dnsRecords());
        List<InetSocketAddress> upstreams = settings.dnsUpstream().stream().map(Doors::literal).toList();
        var listen = DnsSettings.Listen.on(segment.interfaceName(), new InetSocketAddress(segment.advertise().toInetAddress(), DnsSettings.PORT));
        try {
            var dns = new DnsSettings(List.of(listen), records, upstreams, DnsLimits.DEFAULTS.withPerSecond(settings.dnsTuning().rateLimit()), served(segment));
            return new DnsDoor(dns, new MachineNames(machines, segments), events, loops);
        } catch (IllegalArgumentException e) {
            throw new CannotStart(setting(Keys.DNS_ENABLED) + ": dns.records: " + e.getMessage(), e);
        }
    }

    /** The subnets of a segment: nobody else's questions are answered. */
    private static List<Subnet> served(Segment segment) {
        return Stream.concat(segment.onLink().stream(), segment.subnets().stream().map(SubnetPlan::subnet)).distinct().toList();
    }

    private Door rpc(Settings.Rpc rpc, CatalogStore catalog) throws CannotStart {
        var tls = new TlsFiles(rpc.certificate(), rpc.key(), Optional.of(rpc.ca()));
        return new RpcDoor(new RpcSettings(resolve(Keys.RPC_ADDRESS, rpc.address()), tls, rpc.allowed(), RpcLimits.DEFAULT), catalog, events, httpLoops);
    }

    private Set<InetSocketAddress> listen() throws CannotStart {
        Set<InetSocketAddress> listen = new LinkedHashSet<>();
        listen.add(resolve(Keys.HTTP_ADDRESS, settings.httpAddress()));
        if (!settings.httpAddressIsSet()) {
            segments.forEach(segment -> listen.add(new InetSocketAddress(segment.advertise().toInetAddress(), settings.httpAddress().port())));
        }
        return listen;
    }

    private Door http(Responder<Ask, Body> boot, Set<InetSocketAddress> listen, Optional<TlsFiles> tls) throws CannotStart {
        var http = new HttpSettings(List.copyOf(listen), settings.compatMatchbox(), settings.assetsPath().isPresent(), tls, HttpLimits.DEFAULT)
                .signedBy(signer());
        return new HttpDoor(http, boot, QueryLabels::parse, this::segmentOf, events, httpLoops);
    }

    /** Only where a key ring is named are Bouncy Castle's classes loaded. */
    private Optional<Signer> signer() throws CannotStart {
        if (settings.keyRing().isEmpty()) {
            return Optional.empty();
        }
        try {
            var passphrase = Optional.ofNullable(System.getenv(PASSPHRASE)).filter(given -> !given.isEmpty());
            return Optional.of(KeyRing.open(settings.keyRing().get(), passphrase, Clock.systemUTC()));
        } catch (BadKeyRing e) {
            throw new CannotStart(setting(Keys.SIGNING_KEY_RING) + ": " + e.getMessage(), e);
        }
    }

    /** The segment that a local address belongs to; a request to loopback came through none. */
    private Segment segmentOf(InetSocketAddress local) {
        Ip4 address = local.getAddress().getAddress().length == 4 ? Ip4.of(local.getAddress()) : Ip4.NONE;
        return segments.stream().filter(segment -> segment.advertise().equals(address)).findFirst()
                .orElseGet(() -> new Segment("", address, Optional.empty(), DhcpMode.OFF, List.of()));
    }

    InetSocketAddress resolve(Key key, HostPort written) throws CannotStart {
        try {
            return written.host().isEmpty() ? new InetSocketAddress(written.port())
                    : new InetSocketAddress(InetAddress.getByName(written.host()), written.port());
        } catch (UnknownHostException e) {
            throw new CannotStart(setting(key) + ": " + key.path() + ": nobody knows the name " + written.host() + ": write an address", e);
        }
    }

    private static InetSocketAddress literal(HostPort written) {
        return new InetSocketAddress(IpAddress.parse(written.host()).orElseThrow().toInetAddress(), written.port());
    }

    private static boolean hasDhcpSocket(Segment segment) {
        return switch (segment.dhcp()) {
            case PROXY, FULL -> true;
            case EXISTING, OFF -> false;
        };
    }

    private String segmentsSetting() {
        return settings.merged().isSet(Keys.INTERFACE) ? setting(Keys.INTERFACE) : settings.merged().file().map(Object::toString).orElse("") + ": segments";
    }

    String setting(Key key) {
        return key.path() + " (" + settings.merged().get(key).origin().where() + ")";
    }
}
