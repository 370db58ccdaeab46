package dev.lamplighter.appliance.settings;

import dev.lamplighter.boot.policy.BootMenu;
import dev.lamplighter.model.HostPort;
import dev.lamplighter.model.IpAddress;
import dev.lamplighter.model.Segment.DhcpMode;
import dev.lamplighter.render.gotemplate.FunctionSet;
import dev.lamplighter.rpc.service.Allowed;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The whole configuration, typed and checked as far as it can be without touching the network. Only the appliance knows all of it. */
public record Settings(Merged merged, List<SegmentSettings> segments, DhcpSafety dhcp, Optional<String> bootName, Optional<URI> bootUrl,
        Map<String, Optional<String>> bootFiles, Optional<BootMenu> bootMenu, boolean secureBoot, boolean guidedScript, boolean initrdArgument, boolean tftp, Path tftpRoot, DnsChoice dns, List<HostPort> dnsUpstream,
        Map<String, List<IpAddress>> dnsRecords, HostPort httpAddress, Optional<HostPort> bootAddress, Reads reads, Optional<Tls> tls, Optional<Rpc> rpc,
        Optional<Path> keyRing, Path storePath, Optional<Path> assetsPath, boolean followLinks, FunctionSet templateFunctions, Path statePath, Optional<Path> adminSocket, ConsoleSettings console,
        boolean compatMatchbox, LogLevel logLevel, boolean logJson, TftpTuning tftpTuning, DnsTuning dnsTuning, HistoryTuning history,
        Optional<HostPort> metricsAddress) {

    public Settings {
        segments = List.copyOf(segments);
        bootFiles = Map.copyOf(bootFiles);
        dnsUpstream = List.copyOf(dnsUpstream);
        dnsRecords = Map.copyOf(dnsRecords);
    }

    private static final String EVERY_NAME = "#";
    private static final String NO_SUCH_NAME = "none";

    /** Where DNS is served. */
    public enum DnsChoice { AUTO, ON, OFF }

    /** Who may read what configures a machine: everybody, the address that holds its lease, or whoever has the token of its script. */
    public enum Reads { OPEN, LEASE, TOKEN }

    /** Matchbox's levels in Log4j's names. */
    public enum LogLevel { TRACE, DEBUG, INFO, WARN, ERROR, FATAL }

    /** Whether addresses are leased beside another server that does, and whether strangers are offered only what nobody answers for. */
    public record DhcpSafety(boolean force, boolean conflictCheck) {}

    /** PEM files for HTTPS. */
    public record Tls(Path certificate, Path key) {}

    /** gRPC: where it listens, its certificate, the CA of its clients, and which of them may call. */
    public record Rpc(HostPort address, Path certificate, Path key, Path ca, Allowed allowed) {}

    /** Checks in Matchbox's order: folders, gRPC's files, HTTPS's files, log level, key ring; then the rest. */
    public static Settings of(Merged merged) throws SettingsException {
        return of(merged, Folders.of(merged));
    }

    static Settings of(Merged merged, Folders folders) throws SettingsException {
        Path store = folders.folder(Keys.STORE_PATH, "groups", "profiles");
        Optional<Path> assets = merged.get(Keys.ASSETS_PATH).text().isEmpty() ? Optional.empty() : Optional.of(folders.folder(Keys.ASSETS_PATH));
        Optional<Rpc> rpc = rpc(merged, folders);
        Optional<Tls> tls = Values.truth(merged.get(Keys.HTTP_TLS), "http.tls")
                ? Optional.of(new Tls(folders.file(Keys.HTTP_CERT), folders.file(Keys.HTTP_KEY))) : Optional.empty();
        LogLevel level = Values.parse(merged.get(Keys.LOG_LEVEL), "log.level", Settings::level, "one of trace, debug, info, warn, error, fatal, panic");
        Optional<Path> keyRing = merged.get(Keys.SIGNING_KEY_RING).text().isEmpty() ? Optional.empty()
                : Optional.of(folders.file(Keys.SIGNING_KEY_RING));
        List<SegmentSettings> segments = new SegmentReader(merged).segments();
        return new Settings(merged, segments,
                new DhcpSafety(Values.truth(merged.get(Keys.DHCP_FORCE), "dhcp.force"), Values.truth(merged.get(Keys.DHCP_CONFLICT_CHECK), "dhcp.conflict-check")),
                Values.optional(merged.get(Keys.BOOT_NAME), "boot.name", HostName::parse, HostName.HOW),
                merged.get(Keys.BOOT_URL).text().isBlank() ? Optional.empty() : Optional.of(Values.url(merged.get(Keys.BOOT_URL), "boot.url")),
                BootFileNames.of(fields(merged, Keys.BOOT_FILES)), BootMenuReader.of(merged), Values.truth(merged.get(Keys.BOOT_SECURE), "boot.secure"),
                Values.parse(merged.get(Keys.BOOT_SCRIPT), "boot.script", Settings::guided, "matchbox or guided"),
                Values.truth(merged.get(Keys.BOOT_INITRD), "boot.initrd-argument"), Values.truth(merged.get(Keys.TFTP_ENABLED), "tftp.enabled"), folders.folder(Keys.TFTP_ROOT),
                Values.parse(merged.get(Keys.DNS_ENABLED), "dns.enabled", Settings::choice, "true, false or auto"),
                Values.servers(merged.get(Keys.DNS_UPSTREAM), "dns.upstream", 53), records(merged),
                Values.hostPort(merged.get(Keys.HTTP_ADDRESS), "http.address"), bootAddress(merged, tls), reads(merged, segments), tls, rpc, keyRing, store, assets,
                Values.truth(merged.get(Keys.ASSETS_FOLLOW_LINKS), "assets.follow-links"),
                Values.parse(merged.get(Keys.TEMPLATES_FUNCTIONS), "templates.functions", Settings::functions, "matchbox or extended"),
                Values.path(merged.get(Keys.STATE_PATH), "state.path"),
                merged.get(Keys.ADMIN_SOCKET).text().isEmpty() ? Optional.empty() : Optional.of(Values.path(merged.get(Keys.ADMIN_SOCKET), "admin.socket")),
                ConsoleSettings.of(merged, folders),
                Values.parse(merged.get(Keys.COMPAT), "compat", Settings::compat, "none or matchbox"), level,
                Values.parse(merged.get(Keys.LOG_FORMAT), "log.format", Settings::json, "text or json"),
                TftpTuning.of(merged), DnsTuning.of(merged), HistoryTuning.of(merged),
                merged.get(Keys.METRICS_ADDRESS).text().isBlank() ? Optional.empty() : Optional.of(Values.hostPort(merged.get(Keys.METRICS_ADDRESS), "metrics.address")));
    }

    private static Optional<Rpc> rpc(Merged merged, Folders folders) throws SettingsException {
        Allowed allowed = Values.clients(merged.get(Keys.RPC_ALLOW), "rpc.allow");
        if (merged.get(Keys.RPC_ADDRESS).text().isEmpty()) {
            return Optional.empty();
        }
        HostPort address = Values.hostPort(merged.get(Keys.RPC_ADDRESS), "rpc.address");
        return Optional.of(new Rpc(address, folders.file(Keys.RPC_CERT), folders.file(Keys.RPC_KEY), folders.file(Keys.RPC_CA), allowed));
    }

    private static Optional<HostPort> bootAddress(Merged merged, Optional<Tls> tls) throws SettingsException {
        Given given = merged.get(Keys.HTTP_BOOT_ADDRESS);
        if (given.text().isBlank()) {
            return Optional.empty();
        }
        HostPort address = Values.hostPort(given, "http.boot-address");
        if (tls.isEmpty()) {
            throw SettingsException.at(given.origin(), "http.boot-address",
                    "is plain HTTP beside HTTPS, and http.address is plain already: leave it out, or set http.tls (-web-ssl)");
        }
        return Optional.of(address);
    }

    private static Reads reads(Merged merged, List<SegmentSettings> segments) throws SettingsException {
        Given given = merged.get(Keys.HTTP_READS);
        Reads reads = Values.parse(given, "http.reads", Settings::reads, "open, lease or token");
        if (reads == Reads.LEASE && segments.stream().noneMatch(segment -> segment.dhcp() == DhcpMode.FULL)) {
            throw SettingsException.at(given.origin(), "http.reads", "lease lets a machine read by the lease that it holds, and no segment leases addresses:"
                    + " set dhcp: full on one, or http.reads: token");
        }
        return reads;
    }

    private static Optional<Reads> reads(String text) {
        return switch (text) {
            case "open" -> Optional.of(Reads.OPEN);
            case "lease" -> Optional.of(Reads.LEASE);
            case "token" -> Optional.of(Reads.TOKEN);
            default -> Optional.empty();
        };
    }

    /** Where machines that boot find plain HTTP, or whatever there is. */
    public HostPort forBooting() {
        return bootAddress.orElse(httpAddress);
    }

    /** Whether {@code http.address} was said; where it was not, each segment's address is served beside loopback. */
    public boolean httpAddressIsSet() {
        return merged.isSet(Keys.HTTP_ADDRESS);
    }

    /** Whether a control socket was asked for by name; where it was not, the appliance starts without one if it must. */
    public boolean adminSocketIsSet() {
        return merged.isSet(Keys.ADMIN_SOCKET);
    }

    /** Whether anything about DNS was said. */
    public boolean dnsIsSetUp() {
        return merged.isSet(Keys.DNS_UPSTREAM) || merged.isSet(Keys.DNS_RECORDS);
    }

    /** A name without addresses does not exist, nor does anything below it. */
    private static Map<String, List<IpAddress>> records(Merged merged) throws SettingsException {
        var records = new LinkedHashMap<String, List<IpAddress>>();
        for (Tree.Field field : fields(merged, Keys.DNS_RECORDS)) {
            String name = field.name().equals(EVERY_NAME) ? EVERY_NAME
                    : Values.parse(new Given(field.name(), field.at()), "dns.records", HostName::parse, HostName.HOW + ", or \"#\" for every name");
            List<Tree> values = field.value() instanceof Tree.Items items ? items.all() : List.of(field.value());
            if (values.isEmpty()) {
                throw SettingsException.at(field.value().origin(), "dns.records." + field.name(),
                        "has no address: give it one, or `none` if the name shall not exist, or leave the name out");
            }
            List<IpAddress> addresses = new ArrayList<>();
            for (Tree value : values) {
                Tree.Leaf leaf = new Tree.Field(field.name(), field.at(), value).leaf("dns.records");
                if (values.size() > 1 || !leaf.text().equals(NO_SUCH_NAME)) {
                    addresses.add(Values.parse(new Given(leaf.text(), leaf.origin()), "dns.records", IpAddress::parse, "an IP address, or `none` alone"));
                }
            }
            records.put(name, List.copyOf(addresses));
        }
        return records;
    }

    private static List<Tree.Field> fields(Merged merged, Key key) throws SettingsException {
        Optional<Tree> tree = merged.tree(key);
        if (tree.isEmpty()) {
            return List.of();
        }
        if (tree.get() instanceof Tree.Fields fields) {
            return List.copyOf(fields.all().values());
        }
        throw SettingsException.at(tree.get().origin(), key.path(), "expected `key: value` lines, found " + tree.get().described());
    }

    private static Optional<LogLevel> level(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "trace" -> Optional.of(LogLevel.TRACE);
            case "debug" -> Optional.of(LogLevel.DEBUG);
            case "info" -> Optional.of(LogLevel.INFO);
            case "warn", "warning" -> Optional.of(LogLevel.WARN);
            case "error" -> Optional.of(LogLevel.ERROR);
            case "fatal", "panic" -> Optional.of(LogLevel.FATAL);
            default -> Optional.empty();
        };
    }

    private static Optional<DnsChoice> choice(String text) {
        return text.equals("auto") ? Optional.of(DnsChoice.AUTO) : Flags.truth(text).map(on -> on ? DnsChoice.ON : DnsChoice.OFF);
    }

    private static Optional<Boolean> compat(String text) {
        return text.equals("matchbox") ? Optional.of(true) : text.equals("none") ? Optional.of(false) : Optional.empty();
    }

    private static Optional<FunctionSet> functions(String text) {
        return switch (text) {
            case "matchbox" -> Optional.of(FunctionSet.MATCHBOX);
            case "extended" -> Optional.of(FunctionSet.EXTENDED);
            default -> Optional.empty();
        };
    }

    private static Optional<Boolean> guided(String text) {
        return text.equals("guided") ? Optional.of(true) : text.equals("matchbox") ? Optional.of(false) : Optional.empty();
    }

    private static Optional<Boolean> json(String text) {
        return text.equals("json") ? Optional.of(true) : text.equals("text") ? Optional.of(false) : Optional.empty();
    }
}
