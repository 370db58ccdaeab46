package dev.lamplighter.dhcp.packet;

import static dev.lamplighter.dhcp.packet.OptionType.ADDRESS;
import static dev.lamplighter.dhcp.packet.OptionType.ADDRESSES;
import static dev.lamplighter.dhcp.packet.OptionType.BOOLEAN;
import static dev.lamplighter.dhcp.packet.OptionType.HEX;
import static dev.lamplighter.dhcp.packet.OptionType.INT32;
import static dev.lamplighter.dhcp.packet.OptionType.NAMES;
import static dev.lamplighter.dhcp.packet.OptionType.ROUTES;
import static dev.lamplighter.dhcp.packet.OptionType.TEXT;
import static dev.lamplighter.dhcp.packet.OptionType.UINT16;
import static dev.lamplighter.dhcp.packet.OptionType.UINT16S;
import static dev.lamplighter.dhcp.packet.OptionType.UINT32;
import static dev.lamplighter.dhcp.packet.OptionType.UINT8;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * An option that an operator may name: its code, its names (the one of ISC's and Kea's configurations first, then dnsmasq's where that differs)
 * and the type of its value (RFC 2132; IANA's registry of BOOTP options).
 */
public record KnownOption(int code, OptionType type, List<String> names) {

    private static final List<KnownOption> ALL = List.of(
            known(1, ADDRESS, "subnet-mask", "netmask"),
            known(2, INT32, "time-offset"),
            known(3, ADDRESSES, "routers", "router"),
            known(4, ADDRESSES, "time-servers", "time-server"),
            known(5, ADDRESSES, "name-servers"),
            known(6, ADDRESSES, "domain-name-servers", "dns-server"),
            known(7, ADDRESSES, "log-servers", "log-server"),
            known(8, ADDRESSES, "cookie-servers"),
            known(9, ADDRESSES, "lpr-servers", "lpr-server"),
            known(10, ADDRESSES, "impress-servers"),
            known(11, ADDRESSES, "resource-location-servers"),
            known(12, TEXT, "host-name", "hostname"),
            known(13, UINT16, "boot-size", "boot-file-size"),
            known(14, TEXT, "merit-dump"),
            known(15, TEXT, "domain-name"),
            known(16, ADDRESS, "swap-server"),
            known(17, TEXT, "root-path"),
            known(18, TEXT, "extensions-path", "extension-path"),
            known(19, BOOLEAN, "ip-forwarding", "ip-forward-enable"),
            known(20, BOOLEAN, "non-local-source-routing"),
            known(21, ADDRESSES, "policy-filter"),
            known(22, UINT16, "max-dgram-reassembly", "max-datagram-reassembly"),
            known(23, UINT8, "default-ip-ttl", "default-ttl"),
            known(24, UINT32, "path-mtu-aging-timeout"),
            known(25, UINT16S, "path-mtu-plateau-table"),
            known(26, UINT16, "interface-mtu", "mtu"),
            known(27, BOOLEAN, "all-subnets-local", "all-subnets"),
            known(28, ADDRESS, "broadcast-address", "broadcast"),
            known(29, BOOLEAN, "perform-mask-discovery"),
            known(30, BOOLEAN, "mask-supplier"),
            known(31, BOOLEAN, "router-discovery"),
            known(32, ADDRESS, "router-solicitation-address", "router-solicitation"),
            known(33, ADDRESSES, "static-routes", "static-route"),
            known(34, BOOLEAN, "trailer-encapsulation"),
            known(35, UINT32, "arp-cache-timeout", "arp-timeout"),
            known(36, BOOLEAN, "ieee802-3-encapsulation", "ethernet-encap"),
            known(37, UINT8, "default-tcp-ttl", "tcp-ttl"),
            known(38, UINT32, "tcp-keepalive-interval", "tcp-keepalive"),
            known(39, BOOLEAN, "tcp-keepalive-garbage"),
            known(40, TEXT, "nis-domain"),
            known(41, ADDRESSES, "nis-servers", "nis-server"),
            known(42, ADDRESSES, "ntp-servers", "ntp-server"),
            known(43, HEX, "vendor-encapsulated-options", "vendor-encap"),
            known(44, ADDRESSES, "netbios-name-servers", "netbios-ns"),
            known(45, ADDRESSES, "netbios-dd-server", "netbios-dd"),
            known(46, UINT8, "netbios-node-type", "netbios-nodetype"),
            known(47, TEXT, "netbios-scope"),
            known(48, ADDRESSES, "font-servers", "x-windows-fs"),
            known(49, ADDRESSES, "x-display-manager", "x-windows-dm"),
            known(60, TEXT, "vendor-class-identifier", "vendor-class"),
            known(62, TEXT, "nwip-domain"),
            known(63, HEX, "nwip-suboptions"),
            known(64, TEXT, "nisplus-domain", "nis+-domain"),
            known(65, ADDRESSES, "nisplus-servers", "nis+-server"),
            known(66, TEXT, "tftp-server-name", "tftp-server"),
            known(67, TEXT, "bootfile-name"),
            known(68, ADDRESSES, "mobile-ip-home-agent", "mobile-ip-home"),
            known(69, ADDRESSES, "smtp-server"),
            known(70, ADDRESSES, "pop-server", "pop3-server"),
            known(71, ADDRESSES, "nntp-server"),
            known(72, ADDRESSES, "www-server"),
            known(73, ADDRESSES, "finger-server"),
            known(74, ADDRESSES, "irc-server"),
            known(75, ADDRESSES, "streettalk-server"),
            known(76, ADDRESSES, "streettalk-directory-assistance-server"),
            known(78, HEX, "slp-directory-agent"),
            known(79, HEX, "slp-service-scope"),
            known(85, ADDRESSES, "nds-servers"),
            known(86, TEXT, "nds-tree-name"),
            known(87, TEXT, "nds-context"),
            known(88, NAMES, "bcms-controller-names"),
            known(89, ADDRESSES, "bcms-controller-address"),
            known(98, TEXT, "uap-servers"),
            known(100, TEXT, "pcode", "posix-timezone"),
            known(101, TEXT, "tcode", "tzdb-timezone"),
            known(108, UINT32, "v6-only-preferred", "ipv6-only"),
            known(112, ADDRESSES, "netinfo-server-address"),
            known(113, TEXT, "netinfo-server-tag"),
            known(114, TEXT, "v4-captive-portal", "captive-portal"),
            known(116, BOOLEAN, "auto-config"),
            known(117, UINT16S, "name-service-search"),
            known(119, NAMES, "domain-search"),
            known(120, HEX, "sip-server"),
            known(121, ROUTES, "classless-static-route", "classless-static-routes"),
            known(122, HEX, "cablelabs-client-configuration"),
            known(124, HEX, "vivco-suboptions"),
            known(125, HEX, "vivso-suboptions", "vendor-id-encap"),
            known(136, ADDRESSES, "pana-agent"),
            known(137, NAMES, "v4-lost"),
            known(138, ADDRESSES, "capwap-ac-v4"),
            known(141, NAMES, "sip-ua-cs-domains"),
            known(150, ADDRESSES, "tftp-server-address"),
            known(159, HEX, "v4-portparams"),
            known(161, TEXT, "mud-url"),
            known(208, HEX, "pxelinux-magic"),
            known(209, TEXT, "loader-configfile", "pxelinux-configfile"),
            known(210, TEXT, "loader-pathprefix", "pxelinux-pathprefix"),
            known(211, UINT32, "loader-reboottime", "pxelinux-reboottime"),
            known(212, HEX, "option-6rd"),
            known(213, NAMES, "v4-access-domain"),
            known(249, ROUTES, "microsoft-classless-static-route"),
            known(252, TEXT, "wpad", "wpad-url"));

    private static final Map<String, KnownOption> BY_NAME = byName();

    public KnownOption {
        names = List.copyOf(names);
    }

    /** The option of that name or number, where the table has it. */
    public static Optional<KnownOption> find(String nameOrNumber) {
        return Optional.ofNullable(BY_NAME.get(nameOrNumber));
    }

    /** Every name, for suggestions. */
    public static Stream<String> allNames() {
        return ALL.stream().flatMap(option -> option.names().stream());
    }

    private static Map<String, KnownOption> byName() {
        var byName = new HashMap<String, KnownOption>();
        ALL.forEach(option -> {
            byName.put(Integer.toString(option.code()), option);
            option.names().forEach(name -> byName.put(name, option));
        });
        return Map.copyOf(byName);
    }

    private static KnownOption known(int code, OptionType type, String... names) {
        return new KnownOption(code, type, List.of(names));
    }
}
