package dev.lamplighter.cli.convert.dnsmasq;

import dev.lamplighter.model.Ip4;
import dev.lamplighter.model.IpAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** {@code port}, {@code server}, {@code address} and the records: DNS. */
final class DnsRules {

    private static final String NO_SUCH_NAME = "none";
    private static final String EVERY_NAME = "#";

    private final Draft draft;
    private final HostFacts host;
    private final Remarks remarks;

    DnsRules(Draft draft, HostFacts host, Remarks remarks) {
        this.draft = draft;
        this.host = host;
        this.remarks = remarks;
    }

    /** The overrides: what booting is told refers to them. */
    void names(Lines lines) {
        lines.take("address").forEach(this::address);
        lines.take("host-record").forEach(this::record);
        List<Line> aliases = lines.take("cname");
        aliases.forEach(this::alias);
    }

    /** What is asked of others, and whether anything is answered at all. Comes after the machines. */
    void rest(Lines lines) {
        boolean off = false;
        for (Line line : lines.take("port")) {
            off = line.value().equals("0");
            if (!off && !line.value().equals("53")) {
                remarks.lost(line, "DNS answers on port 53");
            }
        }
        draft.logQueries = !lines.take("log-queries").isEmpty() && !off;
        servers(lines, off);
        if (off) {
            draft.dnsEnabled = Optional.of(false);
            draft.records.clear();
        } else if (!draft.segments.isEmpty()) {
            draft.dnsEnabled = Optional.of(true);
        }
    }

    private void address(Line line) {
        List<String> parts = Arrays.asList(line.value().split("/", -1));
        if (parts.size() < 3 || !parts.getFirst().isEmpty()) {
            remarks.lost(line, "expected /NAME/ADDRESS");
            return;
        }
        String address = parts.getLast();
        boolean well = address.isEmpty() || address.equals(EVERY_NAME) || IpAddress.parse(address).isPresent();
        List<String> names = parts.subList(1, parts.size() - 1).stream().map(name -> name.replaceFirst("^\\*?\\.", "")).toList();
        if (!well || !names.stream().allMatch(name -> name.equals(EVERY_NAME) || OptionValue.isName(name))) {
            remarks.lost(line, well ? "is no name of a host" : address + " is no address");
            return;
        }
        for (String name : names) {
            if (address.isEmpty()) {
                draft.records.putIfAbsent(plain(name), List.of(NO_SUCH_NAME));
            } else if (address.equals(EVERY_NAME)) {
                draft.records.put(plain(name), List.of("0.0.0.0", "::"));
            } else {
                add(plain(name), address);
            }
        }
    }

    private void record(Line line) {
        List<String> fields = new ArrayList<>(line.fields());
        if (fields.size() > 2 && fields.getLast().matches("\\d+")) {
            fields.removeLast();
        }
        List<String> addresses = fields.stream().filter(field -> IpAddress.parse(field).isPresent()).toList();
        List<String> names = fields.stream().filter(field -> IpAddress.parse(field).isEmpty()).toList();
        if (addresses.stream().allMatch(DnsRules::isLoopback)) {
            remarks.itself(line, "no machine needs it");
        } else if (names.isEmpty() || !names.stream().allMatch(OptionValue::isName)) {
            remarks.lost(line, "expected names and their addresses");
        } else {
            names.forEach(name -> addresses.forEach(address -> add(plain(name), address)));
            remarks.look(line, "holds for everything below the name as well, and the address has no PTR: for both ways declare a machine with it");
        }
    }

    private static boolean isLoopback(String address) {
        return Ip4.parse(address).filter(Ip4::isLoopback).isPresent() || Set.of("::1", "ff02::1", "ff02::2", "fe00::0", "ff00::0").contains(address);
    }

    private void add(String name, String address) {
        List<String> before = draft.records.getOrDefault(name, List.of());
        if (!before.contains(address)) {
            var all = new ArrayList<>(before);
            all.remove(NO_SUCH_NAME);
            all.add(address);
            draft.records.put(name, List.copyOf(all));
        }
    }

    private void alias(Line line) {
        List<String> fields = line.fields();
        if (fields.size() > 2 && fields.getLast().matches("\\d+")) {
            fields = fields.subList(0, fields.size() - 1);
        }
        Optional<List<String>> target = fields.size() < 2 ? Optional.empty() : Optional.ofNullable(draft.records.get(plain(fields.getLast())));
        if (target.isEmpty() || !fields.stream().allMatch(OptionValue::isName)) {
            remarks.lost(line, "a name has addresses, no other name: give it the address of its target in dns.records");
            return;
        }
        fields.subList(0, fields.size() - 1).forEach(name -> draft.records.put(plain(name), target.get()));
        remarks.look(line, "has its target's addresses now, and does not follow it");
    }

    private void servers(Lines lines, boolean off) {
        boolean own = lines.has("no-resolv");
        for (Line line : lines.take("server", "local")) {
            server(line);
        }
        List<Line> files = lines.take("resolv-file");
        if (off) {
            draft.upstream.clear();
        } else if (!own) {
            List<String> servers = files.isEmpty() ? host.resolvers() : files.stream().flatMap(line -> resolvers(line).stream()).toList();
            servers.stream().filter(server -> IpAddress.parse(server).isPresent() && !isOurs(server)).filter(server -> !draft.upstream.contains(server)).forEach(draft.upstream::add);
            if (draft.upstream.isEmpty()) {
                remarks.look("dns.upstream", "dnsmasq asks the name servers of /etc/resolv.conf, and there is none that could be asked: name one in dns.upstream");
            } else if (!servers.isEmpty()) {
                remarks.look("dns.upstream", "has the name servers of resolv.conf as they are now: " + String.join(", ", draft.upstream));
            }
        }
    }

    private static List<String> resolvers(Line line) {
        return HostFacts.resolvers(line.value());
    }

    private boolean isOurs(String server) {
        return Ip4.parse(server).filter(address -> address.equals(Ip4.LOOPBACK) || host.owns(address)).isPresent() || server.equals("::1");
    }

    private void server(Line line) {
        if (line.value().startsWith("/")) {
            List<String> parts = Arrays.asList(line.value().split("/", -1));
            List<String> names = parts.subList(1, Math.max(1, parts.size() - 1));
            if (parts.getLast().isEmpty() && !names.isEmpty() && names.stream().allMatch(OptionValue::isName)) {
                names.forEach(name -> draft.records.putIfAbsent(plain(name), List.of(NO_SUCH_NAME)));
                remarks.look(line, "declared machines are still found there; every other name below does not exist");
            } else {
                remarks.lost(line, "every name is asked of the same upstream servers: let one of them know that part of the tree");
            }
            return;
        }
        String server = line.value().replaceFirst("@.*$", "");
        String[] parts = server.split("#", 2);
        Optional<IpAddress> address = IpAddress.parse(parts[0]);
        if (address.isEmpty() || (parts.length == 2 && !parts[1].matches("\\d{1,5}"))) {
            remarks.lost(line, "expected the address of a name server");
        } else if (parts.length == 1) {
            draft.upstream.add(parts[0]);
        } else {
            draft.upstream.add((address.get() instanceof Ip4 ? parts[0] : "[" + parts[0] + "]") + ":" + parts[1]);
        }
    }

    private static String plain(String name) {
        return name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
    }
}
