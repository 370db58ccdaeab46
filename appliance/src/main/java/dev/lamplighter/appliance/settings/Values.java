package dev.lamplighter.appliance.settings;

import dev.lamplighter.dhcp.packet.DomainNames;
import dev.lamplighter.model.HostPort;
import dev.lamplighter.model.Ip4;
import dev.lamplighter.model.Ip4Range;
import dev.lamplighter.model.IpAddress;
import dev.lamplighter.model.Subnet;
import dev.lamplighter.rpc.service.Allowed;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Text to typed values; a failure names the place and how the value is written. */
final class Values {

    private static final Pattern DURATION = Pattern.compile("(\\d{1,9})(s|m|h|d)");
    private static final Pattern HOST_PORT = Pattern.compile("(?:\\[([0-9A-Fa-f:.]+)]|([^:\\[\\]]*)):(\\d{1,5})");

    private static final Pattern NUMBER = Pattern.compile("\\d{1,9}");

    private static final int LAST_PORT = 65535;

    private Values() {}

    static <T> T parse(Given given, String key, Function<String, Optional<T>> parser, String how) throws SettingsException {
        return parser.apply(given.text().strip()).orElseThrow(
                () -> SettingsException.at(given.origin(), key, "\"" + given.text() + "\" is not " + how));
    }

    /** Empty text is no value. */
    static <T> Optional<T> optional(Given given, String key, Function<String, Optional<T>> parser, String how) throws SettingsException {
        return given.text().isBlank() ? Optional.empty() : Optional.of(parse(given, key, parser, how));
    }

    static Path path(Given given, String key) throws SettingsException {
        if (given.text().indexOf('\0') >= 0) {
            throw SettingsException.at(given.origin(), key, "a path cannot hold a zero character");
        }
        return Path.of(given.text());
    }

    static boolean truth(Given given, String key) throws SettingsException {
        return parse(given, key, Flags::truth, "true or false");
    }

    /** A whole number from {@code least} to {@code most}. */
    static int number(Given given, String key, int least, int most) throws SettingsException {
        return parse(given, key, text -> NUMBER.matcher(text).matches() ? Optional.of(Integer.parseInt(text)).filter(n -> n >= least && n <= most)
                : Optional.empty(), "a whole number from " + least + " to " + most);
    }

    static Ip4 ip4(Given given, String key) throws SettingsException {
        return parse(given, key, Ip4::parse, "an IPv4 address such as 192.168.1.2");
    }

    static Ip4Range range(Given given, String key) throws SettingsException {
        return parse(given, key, Ip4Range::parse, "a range of addresses such as 192.168.1.100-192.168.1.199");
    }

    static Subnet subnet(Given given, String key) throws SettingsException {
        return parse(given, key, Subnet::parse, "a subnet such as 192.168.1.0/24");
    }

    static HostPort hostPort(Given given, String key) throws SettingsException {
        return parse(given, key, Values::hostPort, "an address to listen on such as 0.0.0.0:8080");
    }

    static Duration duration(Given given, String key) throws SettingsException {
        return parse(given, key, Values::duration, "a time such as 90s, 30m, 12h or 7d");
    }

    static URI url(Given given, String key) throws SettingsException {
        return parse(given, key, Values::url, "a URL such as http://boot.example.com:8080");
    }

    static List<Ip4> ip4List(Given given, String key) throws SettingsException {
        List<Ip4> all = new ArrayList<>();
        for (String item : items(given)) {
            all.add(ip4(new Given(item, given.origin()), key));
        }
        return all;
    }

    static List<Ip4Range> ranges(Given given, String key) throws SettingsException {
        List<Ip4Range> all = new ArrayList<>();
        for (String item : items(given)) {
            all.add(range(new Given(item, given.origin()), key));
        }
        return all;
    }

    static List<String> domains(Given given, String key) throws SettingsException {
        List<String> all = new ArrayList<>();
        for (String item : items(given)) {
            all.add(parse(new Given(item, given.origin()), key, text -> Optional.of(text).filter(DomainNames::isName), "a domain such as lab.example.com"));
        }
        return all;
    }

    /** Addresses with an optional port. */
    static List<HostPort> servers(Given given, String key, int port) throws SettingsException {
        List<HostPort> all = new ArrayList<>();
        for (String item : items(given)) {
            all.add(parse(new Given(item, given.origin()), key,
                    text -> IpAddress.parse(text).map(address -> new HostPort(text, port))
                            .or(() -> hostPort(text).filter(server -> IpAddress.parse(server.host()).isPresent())),
                    "the address of a server such as 192.168.1.1 or 192.168.1.1:" + port));
        }
        return all;
    }

    /** Names of gRPC's clients, between semicolons as they may hold commas. */
    static Allowed clients(Given given, String key) throws SettingsException {
        List<Allowed.Entry> all = new ArrayList<>();
        for (String item : given.text().isBlank() ? new String[0] : given.text().split(";", -1)) {
            all.add(parse(new Given(item, given.origin()), key, Allowed.Entry::parse,
                    "the name of a client: CN=terraform, a whole subject (CN=terraform,O=lab), DNS:host, URI:spiffe://lab/terraform, email:ops@lab or IP:192.0.2.7"));
        }
        return new Allowed(all);
    }

    private static List<String> items(Given given) {
        return given.text().isBlank() ? List.of() : List.of(given.text().split(",", -1)).stream().map(String::strip).toList();
    }

    private static Optional<Duration> duration(String text) {
        Matcher matcher = DURATION.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        long count = Long.parseLong(matcher.group(1));
        Duration duration = switch (matcher.group(2)) {
            case "s" -> Duration.ofSeconds(count);
            case "m" -> Duration.ofMinutes(count);
            case "h" -> Duration.ofHours(count);
            default -> Duration.ofDays(count);
        };
        return Optional.of(duration).filter(some -> some.isPositive() && some.toSeconds() <= 0xfffffffeL);
    }

    private static Optional<HostPort> hostPort(String text) {
        Matcher matcher = HOST_PORT.matcher(text);
        if (!matcher.matches() || Integer.parseInt(matcher.group(3)) > LAST_PORT) {
            return Optional.empty();
        }
        String host = matcher.group(1) != null ? matcher.group(1) : matcher.group(2);
        return Optional.of(new HostPort(host, Integer.parseInt(matcher.group(3))));
    }

    /** A URL of any scheme with a host, as firmware takes one for a boot file. */
    static Optional<URI> anyUrl(String text) {
        try {
            URI url = new URI(text);
            return url.getScheme() != null && url.getRawAuthority() != null && url.getPort() <= LAST_PORT ? Optional.of(url) : Optional.empty();
        } catch (java.net.URISyntaxException notOne) {
            return Optional.empty();
        }
    }

    private static Optional<URI> url(String text) {
        try {
            URI url = new URI(text);
            boolean web = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
            return web && url.getHost() != null && url.getPort() <= LAST_PORT ? Optional.of(url) : Optional.empty();
        } catch (java.net.URISyntaxException notOne) {
            return Optional.empty();
        }
    }
}
