package dev.lamplighter.cli.convert.dnsmasq;

import dev.lamplighter.model.Ip4;
import dev.lamplighter.model.Subnet;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** The options that dnsmasq has names for ({@code dnsmasq --help dhcp}), and how their values are written in settings. */
final class OptionValue {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,63}(?:\\.[A-Za-z0-9_-]{1,63})*\\.?");
    private static final Pattern HEX = Pattern.compile("[0-9A-Fa-f]{2}(?::[0-9A-Fa-f]{2})+");
    private static final Pattern NUMBER = Pattern.compile("-?\\d{1,10}");

    /** The forms of values, as far as dnsmasq's differ. */
    enum Form { ADDRESS, ADDRESSES, TEXT, UINT8, UINT16, UINT32, INT32, BOOLEAN, NAMES, ROUTES, HEX, GUESSED }

    /** An option, its key in settings, and the form of its value. */
    record Known(int code, String key, Form form) {

        /** The value as settings have it; empty where it is none. */
        Optional<Object> value(List<String> written) {
            return written.isEmpty() ? Optional.empty() : of(form, written);
        }
    }

    private static final Map<String, Known> BY_NAME = new TreeMap<>();

    static {
        all(Form.ADDRESSES, "3 router", "6 dns-server", "7 log-server", "9 lpr-server", "21 policy-filter", "33 static-route", "41 nis-server", "42 ntp-server",
                "44 netbios-ns", "45 netbios-dd", "48 x-windows-fs", "49 x-windows-dm", "65 nis+-server", "68 mobile-ip-home", "69 smtp-server", "70 pop3-server",
                "71 nntp-server", "74 irc-server", "150 tftp-server-address");
        all(Form.ADDRESS, "1 netmask", "16 swap-server", "32 router-solicitation", "28 broadcast");
        all(Form.TEXT, "12 hostname", "15 domain-name", "17 root-path", "18 extension-path", "40 nis-domain", "47 netbios-scope", "64 nis+-domain", "66 tftp-server",
                "67 bootfile-name", "100 posix-timezone", "101 tzdb-timezone", "114 captive-portal", "60 vendor-class", "77 user-class");
        all(Form.UINT8, "23 default-ttl", "37 tcp-ttl", "46 netbios-nodetype");
        all(Form.UINT16, "13 boot-file-size", "22 max-datagram-reassembly", "26 mtu");
        all(Form.UINT32, "35 arp-timeout", "38 tcp-keepalive", "108 ipv6-only", "51 lease-time", "58 T1", "59 T2");
        all(Form.INT32, "2 time-offset");
        all(Form.BOOLEAN, "19 ip-forward-enable", "20 non-local-source-routing", "27 all-subnets-local", "31 router-discovery", "34 trailer-encapsulation", "36 ethernet-encap");
        all(Form.NAMES, "119 domain-search");
        all(Form.ROUTES, "121 classless-static-route", "249 microsoft-classless-static-route");
        all(Form.HEX, "43 vendor-encap", "120 sip-server", "125 vendor-id-encap", "93 client-arch", "94 client-interface-id", "97 client-machine-id", "255 server-ip-address",
                "80 rapid-commit");
        all(Form.TEXT, "252 wpad");
    }

    private OptionValue() {}

    private static void all(Form form, String... options) {
        for (String option : options) {
            int blank = option.indexOf(' ');
            int code = Integer.parseInt(option.substring(0, blank));
            String name = option.substring(blank + 1);
            var known = new Known(code, name, form);
            BY_NAME.put("option:" + name, known);
            BY_NAME.put(Integer.toString(code), known);
        }
    }

    /** By {@code option:NAME} or a number. */
    static Optional<Known> find(String written) {
        Known known = BY_NAME.get(written);
        if (known != null) {
            return Optional.of(known);
        }
        boolean number = written.matches("\\d{1,3}") && Integer.parseInt(written) >= 1 && Integer.parseInt(written) <= 254;
        return number ? Optional.of(new Known(Integer.parseInt(written), written, Form.GUESSED)) : Optional.empty();
    }

    static boolean isName(String text) {
        return text.length() <= 253 && NAME.matcher(text).matches();
    }

    private static Optional<Object> of(Form form, List<String> values) {
        String first = values.getFirst();
        boolean one = values.size() == 1;
        return switch (form) {
            case ADDRESSES -> values.stream().allMatch(value -> Ip4.parse(value).isPresent()) ? Optional.of(OptionRules.oneOrAll(values)) : Optional.empty();
            case ADDRESS -> one && Ip4.parse(first).isPresent() ? Optional.of(first) : Optional.empty();
            case TEXT -> Optional.of(String.join(",", values)).filter(text -> !text.isBlank()).map(Object.class::cast);
            case UINT8 -> number(values, 0, 0xff);
            case UINT16 -> number(values, 0, 0xffff);
            case UINT32 -> number(values, 0, 0xffffffffL);
            case INT32 -> number(values, Integer.MIN_VALUE, Integer.MAX_VALUE);
            case BOOLEAN -> number(values, 0, 1).map(number -> number.equals(1L));
            case NAMES -> values.stream().allMatch(OptionValue::isName) ? Optional.of(OptionRules.oneOrAll(values)) : Optional.empty();
            case ROUTES -> routes(values);
            case HEX -> one && HEX.matcher(first).matches() ? Optional.of(first) : Optional.empty();
            case GUESSED -> guessed(values);
        };
    }

    private static Optional<Object> number(List<String> values, long least, long most) {
        if (values.size() != 1 || !NUMBER.matcher(values.getFirst()).matches()) {
            return Optional.empty();
        }
        long number = Long.parseLong(values.getFirst());
        return number < least || number > most ? Optional.empty() : Optional.of(number);
    }

    private static Optional<Object> routes(List<String> values) {
        var routes = new ArrayList<String>();
        for (int i = 0; i + 1 < values.size(); i += 2) {
            String net = values.get(i).contains("/") ? values.get(i) : values.get(i) + "/32";
            if (Subnet.parse(net).isEmpty() || Ip4.parse(values.get(i + 1)).isEmpty()) {
                return Optional.empty();
            }
            routes.add(net + " via " + values.get(i + 1));
        }
        return values.size() % 2 == 0 ? Optional.of(routes) : Optional.empty();
    }

    /** As dnsmasq guesses the form of an option that it has no name for: addresses, a number as short as it can be, octets, or text. */
    private static Optional<Object> guessed(List<String> values) {
        String first = values.getFirst();
        if (values.stream().allMatch(value -> Ip4.parse(value).isPresent())) {
            return Optional.of(Map.of("addresses", OptionRules.oneOrAll(values)));
        }
        if (values.size() == 1 && first.matches("\\d{1,10}") && Long.parseLong(first) <= 0xffffffffL) {
            long number = Long.parseLong(first);
            return Optional.of(Map.of(number <= 0xff ? "uint8" : number <= 0xffff ? "uint16" : "uint32", number));
        }
        if (values.size() == 1 && HEX.matcher(first).matches()) {
            return Optional.of(Map.of("hex", first));
        }
        return Optional.of(Map.of("text", String.join(",", values)));
    }
}
