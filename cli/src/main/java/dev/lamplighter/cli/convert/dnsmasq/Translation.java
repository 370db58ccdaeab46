package dev.lamplighter.cli.convert.dnsmasq;

import dev.lamplighter.cli.convert.dnsmasq.Dialect.Verdict;
import dev.lamplighter.cli.convert.dnsmasq.Draft.Mode;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** dnsmasq's lines as settings of ours. Pure: what it needs to know of the host is given. */
final class Translation {

    private Translation() {}

    /** The settings as a tree of sections; {@code remarks} get a sentence for each line that is not in them. */
    static Map<String, Object> of(List<Line> read, HostFacts host, Optional<String> chosen, Remarks remarks) {
        var draft = new Draft();
        var lines = new Lines(read);
        var tags = new Tags(lines, remarks);
        var ranges = new RangeRules(draft, host, remarks, chosen);
        var dns = new DnsRules(draft, host, remarks);
        ranges.read(lines);
        dns.names(lines);
        new HostRules(draft, host, remarks).read(lines);
        new OptionRules(draft, tags, ranges.tagged(), remarks).read(lines);
        new BootRules(draft, host, tags, remarks).read(lines);
        new TftpRules(draft, host, remarks).read(lines);
        dns.rest(lines);
        rest(draft, lines, remarks);
        return DraftTree.of(draft);
    }

    private static void rest(Draft draft, Lines lines, Remarks remarks) {
        if (!lines.take("no-ping").isEmpty()) {
            draft.conflictCheck = false;
        }
        for (Line line : lines.take("bootp-dynamic")) {
            draft.subnets().forEach(subnet -> subnet.bootp = true);
            if (!line.value().isEmpty()) {
                remarks.look(line, "holds for every BOOTP client of its subnets, not for a tag");
            }
        }
        for (Line line : lines.take("dhcp-leasefile")) {
            remarks.look(line, "leases are kept in state.path: bring these in once dnsmasq has stopped, with lamplighter leases import dnsmasq " + line.value());
        }
        draft.segments.values().stream().filter(segment -> segment.mode == Mode.FULL).forEach(segment -> {
            segment.subnets.removeIf(subnet -> subnet.pools.isEmpty() && subnet.reservations.isEmpty());
            if (segment.subnets.isEmpty()) {
                segment.mode = draft.tftp.containsKey("enabled") ? Mode.OFF : Mode.EXISTING;
                remarks.look("dhcp on " + segment.interfaceName, "there is no pool and no machine with an address of its own, so no address can be leased: add some, and say dhcp: full");
            }
        });
        for (Line line : lines.left()) {
            Optional<Verdict> verdict = Dialect.verdict(line.option());
            if (verdict.isEmpty()) {
                remarks.lost(line, "dnsmasq 2.90 has no such option");
                continue;
            }
            switch (verdict.get()) {
                case Verdict.Itself itself -> remarks.itself(line, itself.why());
                case Verdict.Lost lost -> remarks.lost(line, lost.why());
            }
        }
    }
}
