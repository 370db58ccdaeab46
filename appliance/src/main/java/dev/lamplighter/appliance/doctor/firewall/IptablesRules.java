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

/** Reads what {@code iptables-save} prints (iptables(8), iptables-extensions(8)). Total: a line that is none is passed over. */
public final class IptablesRules {

    private static final Set<String> ENTRIES = Set.of("PREROUTING", "INPUT");

    private final String tool;
    private final Map<String, Map<String, List<Rule>>> rules = new LinkedHashMap<>();
    private final Map<String, Map<String, String>> policies = new HashMap<>();
    private String table = "";

    private IptablesRules(String tool) {
        this.tool = tool;
    }

    /** The rules of {@code saved}; {@code tool} is the command that changes them: {@code iptables} or {@code iptables-legacy}. */
    public static Ruleset read(String saved, String tool) {
        var reading = new IptablesRules(tool);
        saved.lines().forEach(reading::line);
        return new Ruleset(reading.rules.keySet().stream().map(reading::table).toList());
    }

    /** Whether nft prints the same rules, in its own words. */
    public static boolean isOfNft(String saved) {
        return saved.contains("(nf_tables)");
    }

    /** {@code nft} with those tables taken from {@code saved} that iptables keeps there: nft cannot print all that they say. */
    public static Ruleset instead(Ruleset nft, String saved) {
        Ruleset own = read(saved, "iptables");
        return isOfNft(saved) ? nft.without(own.names()).and(own) : nft.and(own);
    }

    private void line(String line) {
        if (line.startsWith("*")) {
            table = line.substring(1).strip();
            rules.put(table, new LinkedHashMap<>());
            policies.put(table, new HashMap<>());
        } else if (line.startsWith(":") && rules.containsKey(table)) {
            String[] words = line.substring(1).split("\\s+", 3);
            rules.get(table).put(words[0], new ArrayList<>());
            policies.get(table).put(words[0], words.length > 1 ? words[1] : "-");
        } else if (line.startsWith("-A ") && rules.containsKey(table)) {
            rule(line);
        }
    }

    private void rule(String line) {
        List<String> words = IptablesWords.of(line);
        List<Rule> chain = words.size() < 2 ? null : rules.get(table).get(words.get(1));
        if (chain == null) {
            return;
        }
        var read = new IptablesWords(words.subList(2, words.size()));
        String name = table + " " + words.get(1) + " rule " + (chain.size() + 1);
        chain.add(new Rule(read.conditions(), verdict(read), tool + " " + name, line, command(deleting(line, words.get(1), chain.size() + 1))));
    }

    /** By what it says, as numbers change with each rule that is deleted; by its number where a shell would take a word of it for something else. */
    private static String deleting(String line, String chain, int number) {
        return line.chars().anyMatch(c -> "$`\\".indexOf(c) >= 0) ? "-D " + chain + " " + number : "-D" + line.substring(2);
    }

    private String command(String rest) {
        return tool + (table.equals("filter") ? " " : " -t " + table + " ") + rest;
    }

    private static Verdict verdict(IptablesWords read) {
        if (read.target().isEmpty()) {
            return new Verdict.Next();
        }
        String target = read.target().get();
        return switch (target) {
            case "ACCEPT" -> new Verdict.Accept();
            case "DROP" -> new Verdict.Stop("drops it");
            case "REJECT" -> new Verdict.Stop("rejects it");
            case "RETURN" -> new Verdict.Return();
            case "REDIRECT", "DNAT", "TPROXY", "NFQUEUE" -> new Verdict.Stop("sends it elsewhere");
            default -> new Verdict.Enter(target, !read.goesFor());
        };
    }

    private Table table(String name) {
        var chains = new LinkedHashMap<String, Chain>();
        rules.get(name).forEach((chain, all) -> chains.put(chain, new Chain(chain, all, entry(name, chain))));
        return new Table("ip " + name, chains);
    }

    private Optional<Entry> entry(String of, String chain) {
        if (!ENTRIES.contains(chain)) {
            return Optional.empty();
        }
        String insert = tool + (of.equals("filter") ? " " : " -t " + of + " ") + "-I " + chain;
        return Optional.of(new Entry(policies.get(of).get(chain).equals("DROP"), tool + " " + of + " " + chain,
                knock -> insert + " -i " + knock.interfaceName() + " -p " + knock.protocol().word() + " --dport " + knock.port() + " -j ACCEPT"));
    }
}
