package dev.lamplighter.appliance;

import dev.lamplighter.appliance.doctor.Facts;
import dev.lamplighter.appliance.doctor.Facts.Neighbourhood;
import dev.lamplighter.appliance.doctor.Finding;
import dev.lamplighter.appliance.doctor.firewall.Knock;
import dev.lamplighter.appliance.doctor.firewall.Knock.Protocol;
import dev.lamplighter.appliance.doctor.host.ClockLook;
import dev.lamplighter.appliance.doctor.host.FirewallLook;
import dev.lamplighter.appliance.doctor.host.FolderLook;
import dev.lamplighter.appliance.doctor.host.LinkLook;
import dev.lamplighter.appliance.doctor.host.PortLook;
import dev.lamplighter.appliance.doctor.host.PrivilegesLook;
import dev.lamplighter.appliance.settings.Key;
import dev.lamplighter.appliance.settings.Keys;
import dev.lamplighter.appliance.settings.SegmentSettings;
import dev.lamplighter.appliance.settings.Settings;
import dev.lamplighter.cli.certs.PemLook;
import dev.lamplighter.cli.inspect.CheckDirectory;
import dev.lamplighter.dhcp.server.LookForOthers;
import dev.lamplighter.dns.DnsSettings;
import dev.lamplighter.model.HostPort;
import dev.lamplighter.model.Ip4;
import dev.lamplighter.model.Segment;
import dev.lamplighter.model.Segment.DhcpMode;
import dev.lamplighter.net.Interfaces;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Gathers the facts that settings make worth knowing. Looks, and changes nothing; where addresses are leased it asks the network for other servers. */
final class DoctorLook {

    private static final int DHCP = 67;
    private static final int PXE = 4011;
    private static final int TFTP = 69;

    private final Settings settings;
    private final Clock clock;
    private final List<Segment> segments = new ArrayList<>();
    private final List<Finding> seen = new ArrayList<>();

    DoctorLook(Settings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    Facts facts() {
        var links = settings.segments().stream().map(written -> LinkLook.look(written.interfaceName(), written.advertise())).toList();
        for (int i = 0; i < links.size(); i++) {
            resolve(settings.segments().get(i), links.get(i));
        }
        List<Facts.Port> ports = ports();
        int lowest = ports.stream().mapToInt(Facts.Port::port).min().orElse(Integer.MAX_VALUE);
        certificates();
        data();
        return new Facts(links, PrivilegesLook.look(lowest, leases(), segments.stream().anyMatch(DoctorLook::speaksDhcp)), ports, FirewallLook.look(knocks()),
                neighbours(), ClockLook.look(clock), folders(), seen);
    }

    /** What is wrong with an interface is told by its own rule; here only what the settings ask of it beyond that. */
    private void resolve(SegmentSettings written, Facts.Link link) {
        try {
            segments.addAll(new Segments(Interfaces::addresses, mode -> Booting.servesDns(settings, mode)).resolve(List.of(written)));
        } catch (CannotStart refused) {
            if (link.carriesItsAddress()) {
                seen.add(Finding.bad("settings", refused.getMessage()));
            }
        }
    }

    private boolean leases() {
        return settings.segments().stream().anyMatch(written -> written.dhcp() == DhcpMode.FULL);
    }

    private static boolean speaksDhcp(Segment segment) {
        return segment.dhcp() == DhcpMode.FULL || segment.dhcp() == DhcpMode.PROXY;
    }

    private List<Facts.Port> ports() {
        var ports = new ArrayList<Facts.Port>();
        InetAddress everywhere = Ip4.NONE.toInetAddress();
        for (Segment segment : segments) {
            Optional<String> on = Optional.of(segment.interfaceName());
            if (speaksDhcp(segment)) {
                ports.add(PortLook.look("DHCP", Protocol.UDP, everywhere, DHCP, on, "dhcp on " + segment.interfaceName()));
                ports.add(PortLook.look("PXE", Protocol.UDP, everywhere, PXE, on, "dhcp on " + segment.interfaceName()));
            }
            if (settings.tftp()) {
                ports.add(PortLook.look("TFTP", Protocol.UDP, everywhere, TFTP, on, "tftp.enabled"));
            }
            if (Booting.servesDns(settings, segment.dhcp())) {
                InetAddress own = segment.advertise().toInetAddress();
                ports.add(PortLook.look("DNS", Protocol.UDP, own, DnsSettings.PORT, on, "dns.enabled"));
                ports.add(PortLook.look("DNS", Protocol.TCP, own, DnsSettings.PORT, Optional.empty(), "dns.enabled"));
            }
        }
        http(ports);
        settings.rpc().ifPresent(rpc -> tcp(ports, "gRPC", rpc.address(), Keys.RPC_ADDRESS));
        settings.console().address().ifPresent(address -> tcp(ports, "the console", address, Keys.ADMIN_ADDRESS));
        settings.metricsAddress().ifPresent(address -> tcp(ports, "metrics", address, Keys.METRICS_ADDRESS));
        return ports;
    }

    private void http(List<Facts.Port> ports) {
        tcp(ports, settings.tls().isPresent() ? "HTTPS" : "HTTP", settings.httpAddress(), Keys.HTTP_ADDRESS);
        if (!settings.httpAddressIsSet()) {
            segments.forEach(segment -> tcp(ports, "HTTP", new HostPort(segment.advertise().toString(), settings.httpAddress().port()), Keys.HTTP_ADDRESS));
        }
        settings.bootAddress().ifPresent(address -> tcp(ports, "HTTP", address, Keys.HTTP_BOOT_ADDRESS));
    }

    private void tcp(List<Facts.Port> ports, String service, HostPort at, Key key) {
        if (at.port() == 0) {
            return;
        }
        try {
            InetAddress address = at.host().isEmpty() ? Ip4.NONE.toInetAddress() : InetAddress.getByName(at.host());
            ports.add(PortLook.look(service, Protocol.TCP, address, at.port(), Optional.empty(), key.path()));
        } catch (UnknownHostException nobody) {
            seen.add(Finding.bad("settings", key.path() + " (" + from(key) + "): nobody knows the name " + at.host() + ": write an address"));
        }
    }

    private List<Knock> knocks() {
        var knocks = new ArrayList<Knock>();
        for (Segment segment : segments) {
            String on = segment.interfaceName();
            Ip4 own = segment.advertise();
            if (speaksDhcp(segment)) {
                knocks.add(Knock.discover(on));
                knocks.add(Knock.at("PXE", Protocol.UDP, PXE, on, segment.onLink(), own));
            }
            if (settings.tftp()) {
                knocks.add(Knock.at("TFTP", Protocol.UDP, TFTP, on, segment.onLink(), own));
            }
            if (Booting.servesDns(settings, segment.dhcp())) {
                knocks.add(Knock.at("DNS", Protocol.UDP, DnsSettings.PORT, on, segment.onLink(), own));
            }
            int http = settings.forBooting().port();
            if (settings.bootUrl().isEmpty() && http != 0) {
                knocks.add(Knock.at("HTTP", Protocol.TCP, http, on, segment.onLink(), own));
            }
        }
        return knocks;
    }

    /** Everywhere at once, as the look takes seconds. */
    private List<Neighbourhood> neighbours() {
        List<Segment> leasing = segments.stream().filter(segment -> segment.dhcp() == DhcpMode.FULL).toList();
        List<Future<Neighbourhood>> looked;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            looked = leasing.stream().map(segment -> threads.submit(() -> neighbourhood(segment))).toList();
        }
        return looked.stream().map(Future::resultNow).toList();
    }

    private static Neighbourhood neighbourhood(Segment segment) {
        String on = segment.interfaceName();
        return switch (LookForOthers.on(segment)) {
            case LookForOthers.Seen.Alone _ -> new Neighbourhood(on, true, Optional.empty());
            case LookForOthers.Seen.Other(var address, var mac) -> new Neighbourhood(on, true, Optional.of(address + " (" + mac + ")"));
            case LookForOthers.Seen.Deaf _ -> new Neighbourhood(on, false, Optional.empty());
        };
    }

    private void certificates() {
        settings.tls().ifPresent(tls -> certificates("http", tls.certificate(), tls.key(), Optional.empty()));
        settings.console().tls().ifPresent(tls -> certificates("admin", tls.certificate(), tls.key(), Optional.empty()));
        settings.rpc().ifPresent(rpc -> certificates("rpc", rpc.certificate(), rpc.key(), Optional.of(rpc.ca())));
    }

    private void certificates(String door, Path certificate, Path key, Optional<Path> authority) {
        String look = "lamplighter certs check --cert-file " + certificate + " --key-file " + key + authority.map(file -> " --ca-file " + file).orElse("");
        PemLook.ofServer(certificate, key, authority, clock.instant()).forEach(found -> seen.add(switch (found.level()) {
            case OK -> Finding.ok("certificate", door + ": " + found.sentence());
            case WARNING -> Finding.warn("certificate", door + ": " + found.sentence()).run(look);
            case ERROR -> Finding.bad("certificate", door + ": " + found.sentence()).run(look);
        }));
    }

    private void data() {
        Path folder = settings.storePath();
        if (!Files.isDirectory(folder)) {
            return;
        }
        var counted = CheckDirectory.count(folder, settings.templateFunctions());
        String held = folder + " holds " + counted.groups() + " groups and " + counted.profiles() + " profiles";
        String check = "lamplighter check " + folder;
        if (counted.errors() > 0) {
            seen.add(Finding.bad("data", held + ", and check finds " + counted.errors() + " errors: some machine does not get what it should").run(check));
        } else if (counted.warnings() > 0) {
            seen.add(Finding.warn("data", held + ", and check warns of " + counted.warnings() + " things").run(check));
        } else {
            seen.add(Finding.ok("data", held + ", and check has nothing to complain about"));
        }
    }

    private List<Facts.Folder> folders() {
        boolean dataNamed = settings.merged().isSet(Keys.STORE_PATH);
        return List.of(FolderLook.look("data", settings.storePath(), "store.path, " + from(Keys.STORE_PATH), dataNamed, settings.rpc().isPresent()),
                FolderLook.look("state", settings.statePath(), "state.path, " + from(Keys.STATE_PATH), leases(), true));
    }

    private String from(Key key) {
        return settings.merged().get(key).origin().where();
    }
}
