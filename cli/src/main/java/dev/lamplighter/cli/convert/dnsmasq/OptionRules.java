package dev.lamplighter.cli.convert.dnsmasq;

import dev.lamplighter.cli.convert.dnsmasq.Draft.Reservation;
import dev.lamplighter.cli.convert.dnsmasq.Draft.SubnetDraft;
import dev.lamplighter.model.Ip4;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** {@code dhcp-option}, {@code dhcp-option-force} and {@code domain}: what clients of a subnet, or one machine, are told besides their address. */
final class OptionRules {

    private static final Set<Integer> OF_BOOT = Set.of(43, 60, 93, 94, 97, 175);
    private static final Set<Integer> PROTOCOL = Set.of(12, 50, 52, 53, 54, 55, 56, 57, 61, 82, 118, 255);
    private static final String THIS_HOST = "0.0.0.0";

    private final Draft draft;
    private final Tags tags;
    private final Map<String, List<SubnetDraft>> ofRanges;
    private final Remarks remarks;

    OptionRules(Draft draft, Tags tags, Map<String, List<SubnetDraft>> ofRanges, Remarks remarks) {
        this.draft = draft;
        this.tags = tags;
        this.ofRanges = ofRanges;
        this.remarks = remarks;
    }

    void read(Lines lines) {
        lines.take("domain").forEach(this::domain);
        // What is said for everybody comes first: what is said for a tag stands over it.
        List<Line> options = lines.take("dhcp-option", "dhcp-option-force");
        options.stream().filter(line -> Condition.of(line.fields()).always()).forEach(this::option);
        options.stream().filter(line -> !Condition.of(line.fields()).always()).forEach(this::option);
        draft.subnets().forEach(OptionRules::straighten);
    }

    /** Times of renewal must come before the lease ends. */
    private static void straighten(SubnetDraft subnet) {
        subnet.t2 = subnet.t2.filter(time -> time.compareTo(subnet.lease) < 0);
        subnet.t1 = subnet.t1.filter(time -> time.compareTo(subnet.t2.orElse(subnet.lease)) < 0);
    }

    private void domain(Line line) {
        List<String> fields = line.fields();
        if (fields.isEmpty() || !OptionValue.isName(fields.getFirst())) {
            remarks.lost(line, "is no domain");
            return;
        }
        if (fields.size() == 1) {
            draft.subnets().forEach(subnet -> subnet.domain = subnet.domain.or(() -> Optional.of(fields.getFirst())));
            return;
        }
        String where = fields.get(1);
        Optional<SubnetDraft> of = draft.subnets().filter(subnet -> subnet.subnet.filter(known -> known.toString().equals(where)
                || Ip4.parse(where).filter(known::contains).isPresent()).isPresent()).findFirst();
        if (of.isPresent()) {
            of.get().domain = Optional.of(fields.getFirst());
        } else {
            remarks.lost(line, "a domain belongs to a whole subnet: say it in the one that is meant");
        }
    }

    private void option(Line line) {
        Condition condition = Condition.of(line.fields());
        List<String> rest = condition.rest();
        if (rest.isEmpty() || rest.getFirst().matches("(encap|vi-encap|vendor|option6|cpewan|ifname):.*")) {
            boolean pxe = !rest.isEmpty() && rest.getFirst().startsWith("vendor:PXEClient");
            if (pxe) {
                remarks.itself(line, "what PXE firmware needs is told to it");
            } else {
                remarks.lost(line, "options within options are written as octets: options: { NUMBER: { hex: … } }");
            }
            return;
        }
        Optional<OptionValue.Known> known = OptionValue.find(rest.getFirst());
        if (known.isEmpty()) {
            remarks.lost(line, "there is no option " + rest.getFirst());
            return;
        }
        List<String> values = rest.subList(1, rest.size());
        int code = known.get().code();
        if (OF_BOOT.contains(code) || condition.wanted().stream().anyMatch(tags::isFirmware)) {
            remarks.itself(line, "what firmware and iPXE need is told to them");
        } else if (PROTOCOL.contains(code) || code == 1) {
            remarks.itself(line, "it follows from the lease");
        } else if (!condition.unwanted().isEmpty() || condition.wanted().size() > 1) {
            remarks.lost(line, "options are said for a subnet or for a machine, not for what tags leave over");
        } else {
            place(line, condition, known.get(), values);
        }
    }

    private void place(Line line, Condition condition, OptionValue.Known known, List<String> values) {
        List<Reservation> machines = condition.always() ? List.of()
                : draft.reservations().filter(machine -> machine.tags().contains(condition.wanted().getFirst())).toList();
        if (!machines.isEmpty()) {
            value(line, known, values).ifPresent(value -> machines.forEach(machine -> machine.options().put(known.key(), value)));
            return;
        }
        List<SubnetDraft> subnets = condition.always() ? draft.subnets().toList() : subnets(condition.wanted().getFirst());
        if (subnets.isEmpty()) {
            remarks.lost(line, condition.always() ? "no line leases addresses (dhcp-range), and only who does tells such options"
                    : "the tag " + condition.wanted().getFirst() + " is neither a subnet's nor a machine's: say it where it is meant");
            return;
        }
        for (SubnetDraft subnet : subnets) {
            if (!say(line, subnet, known, values)) {
                return;
            }
        }
    }

    private List<SubnetDraft> subnets(String tag) {
        return draft.segments.containsKey(tag) ? draft.segments.get(tag).subnets : ofRanges.getOrDefault(tag, List.of());
    }

    /** False where it could not be said, which is remarked then. */
    private boolean say(Line line, SubnetDraft subnet, OptionValue.Known known, List<String> values) {
        boolean thisHost = values.equals(List.of(THIS_HOST));
        return switch (known.code()) {
            case 3 -> addresses(line, values) && put(() -> subnet.routers = thisHost ? Optional.empty() : Optional.of(values));
            case 6 -> addresses(line, values) && put(() -> subnet.dns = thisHost ? Optional.empty() : Optional.of(values));
            case 42 -> thisHost ? notThisHost(line) : addresses(line, values) && put(() -> subnet.ntp = values);
            case 15 -> names(line, values, 1) && put(() -> subnet.domain = values.stream().findFirst());
            case 119 -> names(line, values, Integer.MAX_VALUE) && put(() -> subnet.search = values);
            case 51, 58, 59 -> time(line, subnet, known.code(), values);
            default -> {
                Optional<Object> value = value(line, known, values);
                value.ifPresent(said -> subnet.options.put(known.key(), said));
                yield value.isPresent();
            }
        };
    }

    private boolean notThisHost(Line line) {
        remarks.lost(line, "write this host's own address instead of 0.0.0.0");
        return false;
    }

    private static boolean put(Runnable put) {
        put.run();
        return true;
    }

    private boolean addresses(Line line, List<String> values) {
        boolean good = values.stream().allMatch(value -> Ip4.parse(value).isPresent()) && (values.size() == 1 || !values.contains(THIS_HOST));
        if (!good) {
            remarks.lost(line, "expected IPv4 addresses" + (values.contains(THIS_HOST) ? "; write this host's own instead of 0.0.0.0" : ""));
        }
        return good;
    }

    private boolean names(Line line, List<String> values, int most) {
        boolean good = values.size() <= most && values.stream().allMatch(OptionValue::isName);
        if (!good) {
            remarks.lost(line, "expected a name of a domain");
        }
        return good;
    }

    private boolean time(Line line, SubnetDraft subnet, int code, List<String> values) {
        Optional<Duration> time = values.size() == 1 ? LeaseTime.parse(values.getFirst()) : Optional.empty();
        if (time.isEmpty()) {
            remarks.lost(line, "expected a time");
            return false;
        }
        switch (code) {
            case 51 -> subnet.lease = time.get();
            case 58 -> subnet.t1 = time;
            default -> subnet.t2 = time;
        }
        return true;
    }

    private Optional<Object> value(Line line, OptionValue.Known known, List<String> values) {
        Optional<Object> value = values.contains(THIS_HOST) ? Optional.empty() : known.value(values);
        if (value.isEmpty()) {
            remarks.lost(line, values.contains(THIS_HOST) ? "write this host's own address instead of 0.0.0.0"
                    : values.isEmpty() ? "an option without a value is not told anyway" : "\"" + String.join(",", values) + "\" is no value for it as docs/settings.md has it");
            return Optional.empty();
        }
        if (!line.option().equals("dhcp-option-force")) {
            return value;
        }
        Map<String, Object> always = new LinkedHashMap<>();
        if (value.get() instanceof Map<?, ?> typed) {
            typed.forEach((type, each) -> always.put(Objects.toString(type), each));
        } else {
            always.put("value", value.get());
        }
        always.put("always", true);
        return Optional.of(always);
    }

    /** Several values as a list, one as itself. */
    static Object oneOrAll(List<String> values) {
        return values.size() == 1 ? values.getFirst() : new ArrayList<>(values);
    }
}
