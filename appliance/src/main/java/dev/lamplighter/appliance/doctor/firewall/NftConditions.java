package dev.lamplighter.appliance.doctor.firewall;

import dev.lamplighter.appliance.doctor.firewall.Condition.Range;
import dev.lamplighter.model.Ip4;
import dev.lamplighter.model.Subnet;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** What a match of nft says in its JSON (libnftables-json(5)), as conditions. What is not understood is {@link Condition.Unknown}. */
final class NftConditions {

    private static final int HIGHEST_PORT = 0xffff;
    private static final Set<String> CARRIERS = Set.of("tcp", "udp", "udplite", "sctp", "dccp");

    /** The elements of each named set of the table. */
    private final Map<String, JsonNode> sets;

    NftConditions(Map<String, JsonNode> sets) {
        this.sets = Map.copyOf(sets);
    }

    /** {@code left op right}; several conditions where one word says several things. */
    List<Condition> of(JsonNode match) {
        var conditions = values(match.path("left"), match.path("right"));
        return switch (match.path("op").asString("")) {
            case "==", "in" -> conditions;
            case "!=" -> negated(conditions);
            default -> List.of(new Condition.Unknown());
        };
    }

    /** {@code udp dport != 69} is about UDP: only the last condition is turned round. */
    private static List<Condition> negated(List<Condition> conditions) {
        var turned = new ArrayList<>(conditions);
        turned.addLast(new Condition.Not(turned.removeLast()));
        return turned;
    }

    /** What {@code key} must be, one of the values of {@code right}. */
    List<Condition> values(JsonNode key, JsonNode right) {
        Optional<List<JsonNode>> listed = elements(right);
        if (listed.isEmpty()) {
            return List.of(new Condition.Unknown());
        }
        List<JsonNode> values = listed.get();
        JsonNode payload = key.path("payload");
        if (payload.isObject()) {
            return payload(payload.path("protocol").asString(""), payload.path("field").asString(""), values);
        }
        if (key.path("ct").path("key").asString("").equals("state")) {
            return List.of(new Condition.State(Set.copyOf(words(values))));
        }
        return List.of(switch (key.path("meta").path("key").asString("")) {
            case "iifname", "iif" -> new Condition.Interface(Set.copyOf(words(values)));
            case "l4proto" -> new Condition.Carried(Set.copyOf(words(values)));
            case "nfproto" -> words(values).contains("ipv4") ? new Condition.Not(new Condition.Never()) : new Condition.Never();
            case "protocol" -> words(values).contains("ip") ? new Condition.Not(new Condition.Never()) : new Condition.Never();
            default -> new Condition.Unknown();
        });
    }

    private static List<Condition> payload(String protocol, String field, List<JsonNode> values) {
        if (CARRIERS.contains(protocol) || protocol.equals("th")) {
            Condition carried = protocol.equals("th") ? new Condition.Not(new Condition.Never()) : new Condition.Carried(Set.of(protocol));
            Condition port = switch (field) {
                case "dport" -> all(values, NftConditions::range).<Condition>map(Condition.Port::new).orElseGet(Condition.Unknown::new);
                case "sport" -> all(values, NftConditions::range).<Condition>map(Condition.SourcePort::new).orElseGet(Condition.Unknown::new);
                default -> new Condition.Unknown();
            };
            return List.of(carried, port);
        }
        return switch (protocol) {
            case "ip" -> List.of(switch (field) {
                case "saddr" -> all(values, NftConditions::subnet).<Condition>map(Condition.Source::new).orElseGet(Condition.Unknown::new);
                case "daddr" -> all(values, NftConditions::subnet).<Condition>map(Condition.Destination::new).orElseGet(Condition.Unknown::new);
                case "protocol" -> new Condition.Carried(Set.copyOf(words(values)));
                default -> new Condition.Unknown();
            });
            case "ip6", "icmp", "icmpv6", "igmp", "arp", "ah", "esp", "comp", "gre" -> List.of(new Condition.Never());
            default -> List.of(new Condition.Unknown());
        };
    }

    /** The values of a set, a list, a named set or one alone; empty where a named set is not there. */
    private Optional<List<JsonNode>> elements(JsonNode right) {
        if (right.isString() && right.asString().startsWith("@")) {
            return Optional.ofNullable(sets.get(right.asString().substring(1))).map(NftConditions::list);
        }
        return Optional.of(list(right.has("set") ? right.path("set") : right));
    }

    /** An element may carry a counter or a time of its own, which lies around its value. */
    static List<JsonNode> list(JsonNode values) {
        Stream<JsonNode> all = values.isArray() ? values.valueStream() : Stream.of(values);
        return all.map(value -> value.has("elem") ? value.path("elem").path("val") : value).toList();
    }

    private static List<String> words(List<JsonNode> values) {
        return values.stream().map(value -> value.asString("")).toList();
    }

    private static <T> Optional<List<T>> all(List<JsonNode> values, Function<JsonNode, Optional<T>> reading) {
        List<T> read = values.stream().flatMap(value -> reading.apply(value).stream()).toList();
        return read.size() == values.size() ? Optional.of(read) : Optional.empty();
    }

    private static Optional<Range> range(JsonNode value) {
        JsonNode ends = value.path("range");
        if (ends.isArray() && ends.size() == 2) {
            return port(ends.get(0)).flatMap(first -> port(ends.get(1)).map(last -> new Range(first, last)));
        }
        return port(value).map(only -> new Range(only, only));
    }

    private static Optional<Integer> port(JsonNode value) {
        int port = value.isInt() ? value.asInt() : -1;
        return port < 0 || port > HIGHEST_PORT ? Optional.empty() : Optional.of(port);
    }

    private static Optional<Subnet> subnet(JsonNode value) {
        if (value.isString()) {
            return Ip4.parse(value.asString()).map(address -> new Subnet(address, 32));
        }
        JsonNode prefix = value.path("prefix");
        return prefix.isObject() ? Subnet.parse(prefix.path("addr").asString("") + "/" + prefix.path("len").asString("")) : Optional.empty();
    }
}
