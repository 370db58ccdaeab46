package dev.lamplighter.appliance;

import dev.lamplighter.appliance.settings.Key;
import dev.lamplighter.appliance.settings.Keys;
import dev.lamplighter.appliance.settings.Settings;
import dev.lamplighter.boot.Ask;
import dev.lamplighter.boot.Body;
import dev.lamplighter.boot.QueryLabels;
import dev.lamplighter.dhcp.router.server.RouterDoor;
import dev.lamplighter.dhcp.server.DhcpDoor;
import dev.lamplighter.dhcp.server.DhcpSettings;
import dev.lamplighter.dns.DnsLimits;
import dev.lamplighter.dns.DnsSettings;
import dev.lamplighter.dns.server.DnsDoor;
import dev.lamplighter.http.server.HttpDoor;
import dev.lamplighter.model.HostPort;
import dev.lamplighter.model.IpAddress;
import dev.lamplighter.model.Responder;
import dev.lamplighter.model.Segment;
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
import dev.lamplighter.tftp.server.Place;
import dev.lamplighter.tftp.server.TftpDoor;
import dev.lamplighter.tftp.server.TftpSettings;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
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

    private final Decisions decisions;
    private final Settings settings;
    private final List<Segment> segments;
    private final Events events;
    private final Loops loops;
    private final Loops httpLoops;
    private final Clock clock;
    private final boolean again;

    /**
     * {@code httpLoops} are HTTP's own: sending a file may wait for a slow disk, and must not keep a DHCP answer waiting. {@code again} where the same
     * doors were open a moment ago, on other addresses.
     */
    Doors(Decisions decisions, Events events, Loops loops, Loops httpLoops, Clock clock, boolean again) {
        this.decisions = decisions;
        this.settings = decisions.settings();
        this.segments = decisions.segments();
        this.events = events;
        this.loops = loops;
        this.httpLoops = httpLoops;
        this.clock = clock;
        this.again = again;
    }

    /** A door, the setting that asked for it, and what else can be done where its port is taken. */
    record Planned(Door door, String setting, String otherwise) {}

    List<Planned> all() throws CannotStart {
        Responder<Ask, Body> boot = decisions.answers();
        List<Planned> doors = new ArrayList<>();
        if (segments.stream().anyMatch(Booting::hasDhcpSocket)) {
            doors.add(new Planned(dhcp(), segmentsSetting(), "set dhcp: existing-dhcp there"));
        }
        List<Segment> advertised = segments.stream().filter(segment -> Booting.on(settings, segment).advertises(segment.dhcp())).toList();
        if (!advertised.isEmpty()) {
            doors.add(new Planned(new RouterDoor(advertised, events, clock), settings.merged().isSet(Keys.DHCP_RA) ? setting(Keys.DHCP_RA) : segmentsSetting(),
                    "set ra: off there"));
        }
        if (settings.tftp() && !segments.isEmpty()) {
            doors.add(new Planned(new TftpDoor(tftp(), segments.stream().map(Place::on).toList(), boot,
                    decisions.tftpNames(new Neighbours()::of), events, loops, clock),
                    setting(Keys.TFTP_ENABLED), "set tftp.enabled: false"));
        }
        for (Segment segment : segments) {
            if (Booting.servesDns(settings, segment.dhcp())) {
                doors.add(new Planned(dns(segment), setting(Keys.DNS_ENABLED), "set dns.enabled: false"));
            }
        }
        if (settings.rpc().isPresent()) {
            doors.add(new Planned(rpc(settings.rpc().get()), setting(Keys.RPC_ADDRESS), "choose another address (-rpc-address)"));
        }
        if (settings.bootAddress().isPresent()) {
            var plain = http(boot, Set.of(resolve(Keys.HTTP_BOOT_ADDRESS, settings.bootAddress().get())), Optional.empty());
            doors.add(new Planned(plain, setting(Keys.HTTP_BOOT_ADDRESS), "choose another address (--http-boot-address)"));
        }
        var tls = settings.tls().map(files -> new TlsFiles(files.certificate(), files.key()));
        doors.add(new Planned(http(boot, listen(), tls), setting(Keys.HTTP_ADDRESS), "choose another address (-address)"));
        return doors;
    }

    private TftpSettings tftp() {
        return TftpSettings.standard().withPorts(settings.tftpTuning().ports()).withLargestBlock(settings.tftpTuning().largestBlock());
    }

    private Door dhcp() throws CannotStart {
        if (settings.tls().isPresent() && settings.bootUrl().isEmpty() && settings.bootAddress().isEmpty()) {
            throw new CannotStart(setting(Keys.HTTP_TLS) + ": only HTTPS is served, and DHCP would send every client to http://, as the iPXE inside knows no"
                    + " HTTPS: set http.boot-address (0.0.0.0:80) for plain HTTP beside it, or boot.url to a URL that clients can open");
        }
        boolean alone = settings.dhcp().force() || again;
        return new DhcpDoor(loops, events, clock, alone ? DhcpSettings.DEFAULT.withoutAsking() : DhcpSettings.DEFAULT,
                decisions.dhcp(settings.dhcp().conflictCheck()));
    }

    private Door dns(Segment segment) throws CannotStart {
        Map<String, List<IpAddress>> records = new LinkedHashMap<>();
        settings.bootName().ifPresent(name -> records.put(name, List.of(segment.advertise())));
        records.putAll(settings.dnsRecords());
        List<InetSocketAddress> upstreams = settings.dnsUpstream().stream().map(Doors::literal).toList();
        var listen = DnsSettings.Listen.on(segment.interfaceName(), new InetSocketAddress(segment.advertise().toInetAddress(), DnsSettings.PORT));
        try {
            var dns = new DnsSettings(List.of(listen), records, upstreams, DnsLimits.DEFAULTS.withPerSecond(settings.dnsTuning().rateLimit()), served(segment));
            return new DnsDoor(dns, new MachineNames(decisions.machines(), segments), events, loops);
        } catch (IllegalArgumentException e) {
            throw new CannotStart(setting(Keys.DNS_ENABLED) + ": dns.records: " + e.getMessage(), e);
        }
    }

    /** The subnets of a segment: nobody else's questions are answered. */
    private static List<Subnet> served(Segment segment) {
        return Stream.concat(segment.onLink().stream(), segment.subnets().stream().map(SubnetPlan::subnet)).distinct().toList();
    }

    private Door rpc(Settings.Rpc rpc) throws CannotStart {
        var tls = new TlsFiles(rpc.certificate(), rpc.key(), Optional.of(rpc.ca()));
        return new RpcDoor(new RpcSettings(resolve(Keys.RPC_ADDRESS, rpc.address()), tls, rpc.allowed(), RpcLimits.DEFAULT), decisions.catalog(), events, httpLoops);
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
        return new HttpDoor(decisions.pages(List.copyOf(listen), tls).signedBy(signer()), boot, QueryLabels::parse, decisions::segmentOf, events, httpLoops);
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

    private String segmentsSetting() {
        return settings.merged().isSet(Keys.INTERFACE) ? setting(Keys.INTERFACE) : settings.merged().file().map(Object::toString).orElse("") + ": segments";
    }

    String setting(Key key) {
        return key.path() + " (" + settings.merged().get(key).origin().where() + ")";
    }
}
