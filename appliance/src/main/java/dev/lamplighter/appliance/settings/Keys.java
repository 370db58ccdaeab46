package dev.lamplighter.appliance.settings;

import static dev.lamplighter.appliance.settings.Key.Shape.BOOLEAN;
import static dev.lamplighter.appliance.settings.Key.Shape.LIST;
import static dev.lamplighter.appliance.settings.Key.Shape.MAP;
import static dev.lamplighter.appliance.settings.Key.Shape.NAMES;
import static dev.lamplighter.appliance.settings.Key.Shape.SEGMENTS;
import static dev.lamplighter.appliance.settings.Key.Shape.TEXT;

import dev.lamplighter.appliance.settings.Key.Shape;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Every setting there is, in the order in which help and {@code check --effective} show them. */
public final class Keys {

    public static final Key INTERFACE = key("interface", TEXT, "", "serve this interface; short for one segment");
    public static final Key ADVERTISE = key("advertise", TEXT, "", "the address that clients are sent to (default: the interface's)");
    public static final Key DHCP_MODE = key("dhcp.mode", TEXT, "proxy", "proxy, full, existing-dhcp or off, on `interface`");
    public static final Key DHCP_SUBNET = key("dhcp.subnet", TEXT, "", "the subnet of the pool (default: the interface's)");
    public static final Key DHCP_POOL = key("dhcp.pool", LIST, "", "addresses to lease, FIRST-LAST; only with full");
    public static final Key DHCP_LEASE = key("dhcp.lease", TEXT, "30m", "how long a lease lasts");
    public static final Key DHCP_ROUTER = key("dhcp.router", LIST, "", "routers that clients are told (default: the advertised address)");
    public static final Key DHCP_DNS = key("dhcp.dns", LIST, "", "DNS servers that clients are told (default: the advertised address)");
    public static final Key DHCP_DOMAIN = key("dhcp.domain", TEXT, "", "the domain that clients are told");
    public static final Key DHCP_ANSWER = key("dhcp.answer", TEXT, "",
            "who is told where to boot from: all, matched or known (default: matched in proxy mode, else all)");
    public static final Key DHCP_RA = key("dhcp.ra", TEXT, "auto", "tell booting machines that there is no IPv6 router: on, off, or auto: on with full");
    public static final Key DHCP_FORCE = key("dhcp.force", BOOLEAN, "false", "lease addresses even where another server does");
    public static final Key DHCP_CONFLICT_CHECK = key("dhcp.conflict-check", BOOLEAN, "true", "ask by ARP whether an address is free before a stranger is offered it");
    public static final Key SEGMENTS_KEY = key("segments", SEGMENTS, "", "the served interfaces; only in the file");
    public static final Key BOOT_NAME = key("boot.name", TEXT, "", "our name; in URLs only where our own DHCP hands out our DNS");
    public static final Key BOOT_URL = key("boot.url", TEXT, "", "what every URL begins with, instead of our name or address");
    public static final Key BOOT_FILES = key("boot.files", MAP, "", "boot file for each kind of firmware; only in the file");
    public static final Key BOOT_MENU = key("boot.menu", MAP, "", "a menu that PXE firmware shows before it boots; only in the file");
    public static final Key BOOT_SECURE = key("boot.secure", BOOLEAN, "false", "signed boot files for UEFI, as Secure Boot wants them");
    public static final Key BOOT_SCRIPT = key("boot.script", TEXT, "matchbox", "script for iPXE: matchbox, or guided, which says on the screen what it does");
    public static final Key BOOT_INITRD = key("boot.initrd-argument", BOOLEAN, "true", "add initrd= to kernels of UEFI machines where a profile has none");
    public static final Key TFTP_ENABLED = key("tftp.enabled", BOOLEAN, "true", "TFTP on every segment");
    public static final Key TFTP_ROOT = key("tftp.root", TEXT, "/var/lib/lamplighter/tftp", "your boot files; they win over those inside");
    public static final Key TFTP_SINGLE_PORT = key("tftp.single-port", BOOLEAN, "false", "transfers stay on port 69, for NAT and containers");
    public static final Key TFTP_PORTS = key("tftp.ports", TEXT, "", "ports of transfers, FIRST-LAST, for firewalls (default: any)");
    public static final Key TFTP_MAX_BLKSIZE = key("tftp.max-blksize", TEXT, "65464", "largest block in octets; never more than the interface's MTU carries");
    public static final Key TFTP_MACHINE_FOLDERS = key("tftp.machine-folders", BOOLEAN, "false", "files in ROOT/MAC, ROOT/NAME or ROOT/IP win for that machine");
    public static final Key TFTP_ANY_CASE = key("tftp.any-case", BOOLEAN, "false", "find files whose names differ by letter case only, as Windows PE asks");
    public static final Key DNS_ENABLED = key("dns.enabled", TEXT, "auto", "DNS: true, false, or auto: where DHCP is full or dns is set up");
    public static final Key DNS_UPSTREAM = key("dns.upstream", LIST, "", "DNS servers that the other names are asked of");
    public static final Key DNS_RECORDS = key("dns.records", MAP, "", "name: address, with everything below the name; only in the file");
    public static final Key DNS_LOG_QUERIES = key("dns.log-queries", BOOLEAN, "false", "a line of the log for every DNS question");
    public static final Key DNS_RATE_LIMIT = key("dns.rate-limit", TEXT, "0", "DNS questions per second that one address is answered; 0: no limit");
    public static final Key HTTP_ADDRESS = key("http.address", TEXT, "127.0.0.1:8080", "address", "HTTP listen address");
    public static final Key HTTP_BOOT_ADDRESS = key("http.boot-address", TEXT, "", "plain HTTP for machines that boot, beside HTTPS");
    public static final Key HTTP_READS = key("http.reads", TEXT, "open", "who may read what configures a machine: open (everybody), lease, or token");
    public static final Key HTTP_TLS = key("http.tls", BOOLEAN, "false", "web-ssl", "HTTPS instead of HTTP");
    public static final Key HTTP_CERT = key("http.cert", TEXT, "/etc/matchbox/ssl/server.crt", "web-cert-file", "HTTPS certificate chain, PEM");
    public static final Key HTTP_KEY = key("http.key", TEXT, "/etc/matchbox/ssl/server.key", "web-key-file", "HTTPS private key, PEM");
    public static final Key RPC_ADDRESS = key("rpc.address", TEXT, "", "rpc-address", "gRPC listen address");
    public static final Key RPC_CERT = key("rpc.cert", TEXT, "/etc/matchbox/server.crt", "cert-file", "gRPC server certificate, PEM");
    public static final Key RPC_KEY = key("rpc.key", TEXT, "/etc/matchbox/server.key", "key-file", "gRPC server key, PEM");
    public static final Key RPC_CA = key("rpc.ca", TEXT, "/etc/matchbox/ca.crt", "ca-file", "CA of gRPC clients, PEM");
    public static final Key RPC_ALLOW = key("rpc.allow", NAMES, "", "clients of that CA who may call: subjects or other names in certificates (default: all)");
    public static final Key SIGNING_KEY_RING = key("signing.key-ring", TEXT, "", "key-ring-path", "OpenPGP key ring to sign with");
    public static final Key STORE_PATH = key("store.path", TEXT, "/var/lib/matchbox", "data-path", "groups, profiles and templates");
    public static final Key ASSETS_PATH = key("assets.path", TEXT, "/var/lib/matchbox/assets", "assets-path", "files served below /assets/; empty: none");
    public static final Key ASSETS_FOLLOW_LINKS = key("assets.follow-links", BOOLEAN, "false", "serve links that lead out of the folder");
    public static final Key TEMPLATES_FUNCTIONS = key("templates.functions", TEXT, "matchbox", "functions of templates: matchbox, or extended");
    public static final Key STATE_PATH = key("state.path", TEXT, "/var/lib/lamplighter", "leases, from where machines boot, who was seen, and past boots");
    public static final Key HISTORY_KEEP_DAYS = key("history.keep-days", TEXT, "30", "for how many days boots that have ended are kept, in state.path");
    public static final Key HISTORY_KEEP_BOOTS = key("history.keep-boots", TEXT, "20000", "how many boots that have ended are kept at most");
    public static final Key ADMIN_SOCKET = key("admin.socket", TEXT, "/run/lamplighter/admin.sock", "control socket for the commands of this host; empty: none");
    public static final Key ADMIN_ADDRESS = key("admin.address", TEXT, "", "the console for browsers, such as 127.0.0.1:8082; elsewhere than loopback only with admin.cert; empty: none");
    public static final Key ADMIN_TOKENS = key("admin.token-file", TEXT, "", "tokens of the console, NAME TOKEN in each line (default: admin.token in state.path)");
    public static final Key ADMIN_NAMES = key("admin.names", LIST, "", "names under which browsers ask for the console, beside its address");
    public static final Key ADMIN_CERT = key("admin.cert", TEXT, "", "TLS certificate chain of the console, PEM");
    public static final Key ADMIN_KEY = key("admin.key", TEXT, "", "TLS private key of the console, PEM");
    public static final Key METRICS_ADDRESS = key("metrics.address", TEXT, "", "metrics and health for monitoring, without credentials; empty: none");
    public static final Key COMPAT = key("compat", TEXT, "none", "matchbox: Matchbox's answers also where they harm its user");
    public static final Key LOG_LEVEL = key("log.level", TEXT, "info", "log-level", "trace, debug, info, warn, error, fatal or panic");
    public static final Key LOG_FORMAT = key("log.format", TEXT, "text", "text or json");

    public static final List<Key> ALL = List.of(INTERFACE, ADVERTISE, DHCP_MODE, DHCP_SUBNET, DHCP_POOL, DHCP_LEASE, DHCP_ROUTER, DHCP_DNS,
            DHCP_DOMAIN, DHCP_ANSWER, DHCP_RA, DHCP_FORCE, DHCP_CONFLICT_CHECK, SEGMENTS_KEY, BOOT_NAME, BOOT_URL, BOOT_FILES,
            BOOT_MENU, BOOT_SECURE, BOOT_SCRIPT, BOOT_INITRD,
            TFTP_ENABLED, TFTP_ROOT, TFTP_SINGLE_PORT, TFTP_PORTS, TFTP_MAX_BLKSIZE, TFTP_MACHINE_FOLDERS, TFTP_ANY_CASE,
            DNS_ENABLED, DNS_UPSTREAM, DNS_RECORDS, DNS_LOG_QUERIES, DNS_RATE_LIMIT,
            HTTP_ADDRESS, HTTP_BOOT_ADDRESS, HTTP_READS, HTTP_TLS, HTTP_CERT, HTTP_KEY, RPC_ADDRESS, RPC_CERT, RPC_KEY, RPC_CA, RPC_ALLOW, SIGNING_KEY_RING,
            STORE_PATH, ASSETS_PATH, ASSETS_FOLLOW_LINKS, TEMPLATES_FUNCTIONS, STATE_PATH, HISTORY_KEEP_DAYS, HISTORY_KEEP_BOOTS,
            ADMIN_SOCKET, ADMIN_ADDRESS, ADMIN_TOKENS, ADMIN_NAMES, ADMIN_CERT, ADMIN_KEY, METRICS_ADDRESS, COMPAT, LOG_LEVEL, LOG_FORMAT);

    private static final Map<String, Key> BY_PATH = ALL.stream().collect(Collectors.toUnmodifiableMap(Key::path, Function.identity()));
    private static final Map<String, Key> BY_FLAG =
            ALL.stream().filter(Key::isFlat).collect(Collectors.toUnmodifiableMap(Key::flag, Function.identity()));
    private static final Map<String, Key> BY_MATCHBOX_FLAG = ALL.stream().filter(key -> key.matchboxFlag().isPresent())
            .collect(Collectors.toUnmodifiableMap(key -> key.matchboxFlag().orElseThrow(), Function.identity()));

    private Keys() {}

    static Optional<Key> byPath(String path) {
        return Optional.ofNullable(BY_PATH.get(path));
    }

    static Optional<Key> byFlag(String flag) {
        return Optional.ofNullable(BY_FLAG.get(flag));
    }

    static Optional<Key> byMatchboxFlag(String flag) {
        return Optional.ofNullable(BY_MATCHBOX_FLAG.get(flag));
    }

    private static Key key(String path, Shape shape, String fallback, String help) {
        return new Key(path, shape, fallback, Optional.empty(), help);
    }

    private static Key key(String path, Shape shape, String fallback, String matchboxFlag, String help) {
        return new Key(path, shape, fallback, Optional.of(matchboxFlag), help);
    }
}
