package dev.lamplighter.cli.convert.dnsmasq;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The options of dnsmasq 2.90: their one-letter forms, whether they take a value, and what becomes of those that nothing here translates. */
final class Dialect {

    /** Whether an option has a value. */
    enum Takes { NOTHING, VALUE, PERHAPS }

    /** What is said of an option that has no translation. */
    sealed interface Verdict {

        String why();

        /** Nothing needs to be said: it is so anyway. */
        record Itself(String why) implements Verdict {}

        /** There is no such thing here. */
        record Lost(String why) implements Verdict {}
    }

    private static final String FLAGS = "selfmx localmx filterwin2k bogus-priv domain-needed stop-dns-rebind rebind-localhost-ok strict-order all-servers no-negcache no-poll"
            + " no-resolv no-hosts expand-hosts no-daemon keep-in-foreground no-ping leasefile-ro bind-interfaces bind-dynamic read-ethers localise-queries dhcp-authoritative"
            + " log-dhcp quiet-dhcp quiet-dhcp6 quiet-ra quiet-tftp log-debug tftp-secure tftp-no-fail tftp-no-blocksize tftp-single-port tftp-lowercase enable-ra dhcp-fqdn"
            + " dhcp-no-override dhcp-sequential-ip dhcp-ignore-clid dhcp-client-update dhcp-rapid-commit script-arp script-on-renewal clear-on-reload proxy-dnssec dnssec"
            + " dnssec-debug dnssec-no-timecheck conntrack local-service dns-loop-detect filter-A filter-AAAA strip-mac strip-subnet no-round-robin no-ident test version help";
    private static final String PERHAPS = "log-queries enable-tftp bootp-dynamic dhcp-broadcast dhcp-ignore-names dhcp-generate-names dhcp-alternate-port dhcp-proxy enable-dbus enable-ubus"
            + " tftp-unique-root log-async add-mac add-subnet dnssec-check-unsigned umbrella use-stale-cache fast-dns-retry conf-file connmark-allowlist-enable";

    private static final Map<Character, String> LETTERS = Map.ofEntries(
            Map.entry('a', "listen-address"), Map.entry('A', "address"), Map.entry('b', "bogus-priv"), Map.entry('B', "bogus-nxdomain"), Map.entry('c', "cache-size"),
            Map.entry('C', "conf-file"), Map.entry('d', "no-daemon"), Map.entry('D', "domain-needed"), Map.entry('e', "selfmx"), Map.entry('E', "expand-hosts"),
            Map.entry('f', "filterwin2k"), Map.entry('F', "dhcp-range"), Map.entry('g', "group"), Map.entry('G', "dhcp-host"), Map.entry('h', "no-hosts"),
            Map.entry('H', "addn-hosts"), Map.entry('i', "interface"), Map.entry('I', "except-interface"), Map.entry('j', "dhcp-userclass"), Map.entry('J', "dhcp-ignore"),
            Map.entry('k', "keep-in-foreground"), Map.entry('K', "dhcp-authoritative"), Map.entry('l', "dhcp-leasefile"), Map.entry('L', "localmx"),
            Map.entry('m', "mx-host"), Map.entry('M', "dhcp-boot"), Map.entry('n', "no-poll"), Map.entry('N', "no-negcache"), Map.entry('o', "strict-order"),
            Map.entry('O', "dhcp-option"), Map.entry('p', "port"), Map.entry('P', "edns-packet-max"), Map.entry('q', "log-queries"), Map.entry('Q', "query-port"),
            Map.entry('R', "no-resolv"), Map.entry('r', "resolv-file"), Map.entry('S', "server"), Map.entry('s', "domain"), Map.entry('t', "mx-target"),
            Map.entry('T', "local-ttl"), Map.entry('u', "user"), Map.entry('U', "dhcp-vendorclass"), Map.entry('v', "version"), Map.entry('V', "alias"),
            Map.entry('W', "srv-host"), Map.entry('w', "help"), Map.entry('x', "pid-file"), Map.entry('X', "dhcp-lease-max"), Map.entry('y', "localise-queries"),
            Map.entry('Y', "txt-record"), Map.entry('z', "bind-interfaces"), Map.entry('Z', "read-ethers"), Map.entry('1', "enable-dbus"), Map.entry('2', "no-dhcp-interface"),
            Map.entry('3', "bootp-dynamic"), Map.entry('4', "dhcp-mac"), Map.entry('5', "no-ping"), Map.entry('6', "dhcp-script"), Map.entry('7', "conf-dir"),
            Map.entry('8', "log-facility"), Map.entry('9', "leasefile-ro"), Map.entry('0', "dns-forward-max"));

    private static final Map<String, Verdict> VERDICTS = new HashMap<>();

    static {
        itself("the service manager says so (systemd, or whatever starts it)", "no-daemon", "keep-in-foreground", "user", "group", "pid-file", "log-facility", "log-async",
                "enable-dbus", "enable-ubus", "dhcp-scriptuser");
        itself("every answer is a line of the log; log.level says how much", "log-dhcp", "quiet-dhcp", "quiet-tftp", "log-debug");
        itself("a server that was told to lease addresses is the one for its subnets", "dhcp-authoritative");
        itself("only the interfaces that are named are served", "bind-interfaces", "bind-dynamic", "except-interface", "local-service", "localise-queries");
        itself("only dns.upstream is asked, in its order, and the next where one is silent", "no-resolv", "strict-order", "all-servers", "no-poll", "clear-on-reload",
                "fast-dns-retry");
        itself("names come from dns.records and from declared machines only", "no-hosts");
        itself("a machine is known by its hostname alone and with its subnet's domain", "expand-hosts", "dhcp-fqdn");
        itself("the cache and its limits are chosen for you", "cache-size", "dns-forward-max", "no-negcache", "edns-packet-max", "max-tcp-connections", "port-limit",
                "min-port", "max-port", "query-port", "neg-ttl", "max-ttl", "max-cache-ttl", "min-cache-ttl", "local-ttl", "dhcp-ttl", "use-stale-cache");
        itself("thousands of transfers run at a time", "tftp-max");
        itself("a folder that cannot be read is told at the start", "tftp-no-fail");
        itself("there are as many leases as the pools have addresses", "dhcp-lease-max");
        itself("never-used addresses are given from the lowest on", "dhcp-sequential-ip");
        itself("a firmware's class is known without rules", "dhcp-pxe-vendor");
        itself("the boot file goes where the client's firmware looks for it", "dhcp-no-override");
        itself("whether to broadcast follows from what the client asks (RFC 2131)", "dhcp-broadcast");
        itself("router advertisements to booting machines are what dhcp.ra says", "quiet-ra", "quiet-dhcp6");
        itself("it does not start anything", "test", "version", "help");
        itself("answers carry no such records", "no-ident");
        lost("IPv6 addresses are not leased", "enable-ra", "ra-param", "dhcp-duid", "no-dhcpv6-interface");
        lost("DNS answers addresses (A, AAAA) and names (PTR) of its own, and forwards the rest: keep such records with the server in dns.upstream", "mx-host",
                "mx-target", "selfmx", "localmx", "srv-host", "txt-record", "naptr-record", "caa-record", "dns-rr", "auth-server", "auth-zone", "auth-ttl", "auth-soa",
                "auth-sec-servers", "auth-peer");
        lost("a name's address has no PTR of its own choosing: declare a machine with that address and hostname", "ptr-record");
        lost("answers of upstream servers are passed on unfiltered and unvalidated: let the server in dns.upstream do it", "dnssec", "trust-anchor", "dnssec-debug",
                "dnssec-check-unsigned", "dnssec-no-timecheck", "dnssec-timestamp", "dnssec-limits", "proxy-dnssec", "bogus-priv", "bogus-nxdomain", "domain-needed", "filterwin2k",
                "stop-dns-rebind", "rebind-localhost-ok", "rebind-domain-ok", "alias", "ignore-address", "filter-A", "filter-AAAA", "filter-rr", "dns-loop-detect");
        lost("every name is asked of the same upstream servers: let one of them know that part of the tree", "rev-server");
        lost("names are not made up from addresses", "synth-domain", "dynamic-host", "interface-name", "dhcp-generate-names");
        lost("nothing is started when a lease changes: follow the log (log.format: json) instead", "dhcp-script", "dhcp-luascript", "script-arp", "script-on-renewal");
        lost("leases are always kept, in state.path", "leasefile-ro");
        lost("it is no relay; relays may send to it", "dhcp-relay", "dhcp-proxy");
        lost("networks behind a relay are subnets of the segment that the relay sends to, each on its own", "shared-network", "bridge-interface");
        lost("who gets which option is said for a subnet or for a declared machine, not by such tags: see subnets and reservations in docs/settings.md", "dhcp-mac",
                "dhcp-name-match", "dhcp-circuitid", "dhcp-remoteid", "dhcp-subscrid", "tag-if");
        lost("names of machines are those that are declared, and no client changes them", "dhcp-ignore-names", "dhcp-client-update");
        lost("a client is known by its identifier, and by its hardware address where it sends none; one that changes it keeps its address anyway", "dhcp-ignore-clid");
        lost("ports are 67, 68 and 4011", "dhcp-alternate-port");
        lost("answers go out at once", "dhcp-reply-delay");
        lost("an address takes four packets (rapid commit is not known)", "dhcp-rapid-commit");
        lost("files need only be readable for the user that runs Lamplighter", "tftp-secure");
        lost("files of /etc/ethers are not read: declare those machines, each with mac, address and hostname", "read-ethers");
        lost("no program is run for settings: save what it prints to a file and import that", "conf-script");
        lost("no menu is shown: a machine boots at once, and its profile says what", "pxe-prompt");
        lost("there is nothing like it", "add-mac", "add-subnet", "add-cpe-id", "strip-mac", "strip-subnet", "conntrack", "ipset", "nftset", "connmark-allowlist",
                "connmark-allowlist-enable", "umbrella", "dumpfile", "dumpmask", "cache-rr", "no-round-robin");
    }

    private Dialect() {}

    /** The long form of a one-letter option. */
    static Optional<String> ofLetter(char letter) {
        return Optional.ofNullable(LETTERS.get(letter));
    }

    static Takes takes(String option) {
        return List.of(FLAGS.split(" ", -1)).contains(option) ? Takes.NOTHING : List.of(PERHAPS.split(" ", -1)).contains(option) ? Takes.PERHAPS : Takes.VALUE;
    }

    /** What is said of an option that nothing translated; empty for one that dnsmasq does not have either. */
    static Optional<Verdict> verdict(String option) {
        return Optional.ofNullable(VERDICTS.get(option));
    }

    private static void itself(String why, String... options) {
        for (String option : options) {
            VERDICTS.put(option, new Verdict.Itself(why));
        }
    }

    private static void lost(String why, String... options) {
        for (String option : options) {
            VERDICTS.put(option, new Verdict.Lost(why));
        }
    }
}
