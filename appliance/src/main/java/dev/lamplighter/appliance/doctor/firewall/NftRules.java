package dev.lamplighter.appliance.doctor.firewall;

import dev.lamplighter.appliance.doctor.firewall.Chain.Entry;
import dev.lamplighter.appliance.doctor.firewall.Rule.Verdict;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads what {@code nft -j list ruleset} prints (libnftables-json(5)). */
public final class NftRules {

    private static final JsonMapper JSON = new JsonMapper();
    /** The families whose tables IPv4 packets pass. */
    private static final Set<String> FAMILIES = Set.of("ip", "inet", "netdev");
    private static final Set<String> HOOKS = Set.of("ingress", "prerouting", "input");
    private static final Set<String> DOUBTS = Set.of("limit", "quota", "ct count", "connlimit", "set", "meter", "fib", "socket", "osf");
    private static final Set<String> DIVERSIONS = Set.of("redirect", "dnat", "tproxy", "queue", "synproxy");

    private final List<JsonNode> all;
    private final Map<String, String> texts;

    private NftRules(List<JsonNode> all, Map<String, String> texts) {
        this.all = all;
        this.texts = texts;
    }

    /** The rules of {@code json}; {@code listing}, which {@code nft -a list ruleset} prints, has their texts. Empty where it is no such JSON. */
    public static Optional<Ruleset> read(String json, String listing) {
        try {
            JsonNode objects = JSON.readTree(json).path("nftables");
            return objects.isArray() ? Optional.of(new NftRules(objects.valueStream().toList(), NftListing.texts(listing)).ruleset()) : Optional.empty();
        } catch (JacksonException none) {
            return Optional.empty();
        }
    }

    private Ruleset ruleset() {
        return new Ruleset(of("table").filter(table -> FAMILIES.contains(family(table))).map(this::table).toList());
    }

    private Stream<JsonNode> of(String kind) {
        return all.stream().filter(object -> object.has(kind)).map(object -> object.path(kind));
    }

    private static String family(JsonNode object) {
        return object.path("family").asString("");
    }

    private static String text(JsonNode object, String name) {
        return object.path(name).asString("");
    }

    private Table table(JsonNode table) {
        String name = family(table) + " " + text(table, "name");
        var sets = new HashMap<String, JsonNode>();
        Stream.concat(of("set"), of("map")).filter(set -> name.equals(family(set) + " " + text(set, "table"))).forEach(set -> sets.put(text(set, "name"), set.path("elem")));
        var chains = new LinkedHashMap<String, Chain>();
        of("chain").filter(chain -> name.equals(family(chain) + " " + text(chain, "table")))
                .forEach(chain -> chains.put(text(chain, "name"), chain(chain, name + " " + text(chain, "name"), sets)));
        return new Table(name, chains);
    }

    private Chain chain(JsonNode chain, String name, Map<String, JsonNode> sets) {
        var rules = new ArrayList<Rule>();
        JsonNode device = chain.path("dev");
        if (!device.isMissingNode()) {
            rules.add(new Rule(List.of(new Condition.Not(new NftConditions(sets).values(JSON.readTree("{\"meta\":{\"key\":\"iif\"}}"), device).getFirst())),
                    new Verdict.Accept(), name, "", ""));
        }
        of("rule").filter(rule -> name.equals(family(rule) + " " + text(rule, "table") + " " + text(rule, "chain"))).forEach(rule -> rules.addAll(rules(rule, name, sets)));
        Optional<Entry> entry = HOOKS.contains(text(chain, "hook")) ? Optional.of(new Entry(text(chain, "policy").equals("drop"), name, knock -> "nft insert rule " + name
                + " iifname " + knock.interfaceName() + " " + knock.protocol().word() + " dport " + knock.port() + " accept")) : Optional.empty();
        return new Chain(text(chain, "name"), rules, entry);
    }

    /** One rule, or one for each line of a verdict map. */
    private List<Rule> rules(JsonNode rule, String chain, Map<String, JsonNode> sets) {
        var reading = new NftConditions(sets);
        var conditions = new ArrayList<Condition>();
        var rules = new ArrayList<Rule>();
        String name = chain + " handle " + text(rule, "handle");
        String text = texts.getOrDefault(name, "");
        for (JsonNode statement : NftConditions.list(rule.path("expr"))) {
            String word = statement.isObject() && !statement.isEmpty() ? statement.propertyNames().iterator().next() : "";
            JsonNode said = statement.path(word);
            if (word.equals("match")) {
                conditions.addAll(reading.of(said));
            } else if (word.equals("vmap")) {
                for (JsonNode line : mapped(said.path("data"), sets)) {
                    var each = new ArrayList<>(conditions);
                    each.addAll(reading.values(said.path("key"), line.path(0)));
                    rules.add(rule(each, verdict(line.path(1)), name, text));
                }
            } else if (DOUBTS.contains(word) || isForeign(word, said)) {
                conditions.add(new Condition.Unknown());
            } else {
                Verdict verdict = verdict(statement);
                if (!(verdict instanceof Verdict.Next)) {
                    rules.add(rule(conditions, verdict, name, text));
                }
            }
        }
        return rules;
    }

    private static Rule rule(List<Condition> conditions, Verdict verdict, String name, String text) {
        return new Rule(conditions, verdict, name, text, "nft delete rule " + name);
    }

    /** The lines of a verdict map, written out or named; of an element that carries a counter only the value. */
    private static List<JsonNode> mapped(JsonNode data, Map<String, JsonNode> sets) {
        if (data.isString()) {
            JsonNode named = sets.get(data.asString().substring(1));
            return named == null ? List.of() : named.valueStream().toList();
        }
        return data.path("set").valueStream().toList();
    }

    /** A condition of iptables that nft cannot say. */
    private static boolean isForeign(String word, JsonNode said) {
        return word.equals("xt") && !text(said, "type").equals("target");
    }

    private static Verdict verdict(JsonNode statement) {
        if (!statement.isObject() || statement.isEmpty()) {
            return new Verdict.Next();
        }
        String word = statement.propertyNames().iterator().next();
        JsonNode said = statement.path(word);
        if (DIVERSIONS.contains(word)) {
            return new Verdict.Stop("sends it elsewhere");
        }
        return switch (word) {
            case "accept" -> new Verdict.Accept();
            case "drop" -> new Verdict.Stop("drops it");
            case "reject" -> new Verdict.Stop("rejects it");
            case "return" -> new Verdict.Return();
            case "jump" -> new Verdict.Enter(text(said, "target"), true);
            case "goto" -> new Verdict.Enter(text(said, "target"), false);
            case "xt" -> text(said, "name").equals("REJECT") ? new Verdict.Stop("rejects it") : new Verdict.Next();
            default -> new Verdict.Next();
        };
    }
}
