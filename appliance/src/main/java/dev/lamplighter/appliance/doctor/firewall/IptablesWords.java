package dev.lamplighter.appliance.doctor.firewall;

import dev.lamplighter.appliance.doctor.firewall.Condition.Range;
import dev.lamplighter.model.Subnet;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The words of one rule of iptables after the chain's name: its conditions, and where a packet goes that meets them. */
final class IptablesWords {

    private final List<Condition> conditions = new ArrayList<>();
    private Optional<String> target = Optional.empty();
    private boolean goesFor;

    IptablesWords(List<String> words) {
        boolean not = false;
        for (int i = 0; i < words.size() && target.isEmpty(); i++) {
            String word = words.get(i);
            String value = i + 1 < words.size() ? words.get(i + 1) : "";
            switch (word) {
                case "!" -> {
                    not = true;
                    continue;
                }
                case "-j", "-g" -> {
                    target = Optional.of(value);
                    goesFor = word.equals("-g");
                }
                case "-m", "--comment" -> i++;
                default -> {
                    if (word.startsWith("-")) {
                        Condition condition = condition(word, value);
                        conditions.add(not ? new Condition.Not(condition) : condition);
                        i += value.startsWith("-") || value.equals("!") ? 0 : 1;
                    }
                }
            }
            not = false;
        }
    }

    List<Condition> conditions() {
        return List.copyOf(conditions);
    }

    /** The chain or verdict after {@code -j} or {@code -g}. */
    Optional<String> target() {
        return target;
    }

    /** Whether the packet does not come back from there ({@code -g}). */
    boolean goesFor() {
        return goesFor;
    }

    private static Condition condition(String option, String value) {
        return switch (option) {
            case "-p" -> value.equals("all") ? new Condition.Not(new Condition.Never()) : new Condition.Carried(Set.of(value));
            case "-i" -> new Condition.Interface(Set.of(value.endsWith("+") ? value.substring(0, value.length() - 1) + "*" : value));
            case "--dport", "--dports" -> ports(value).<Condition>map(Condition.Port::new).orElseGet(Condition.Unknown::new);
            case "--sport", "--sports" -> ports(value).<Condition>map(Condition.SourcePort::new).orElseGet(Condition.Unknown::new);
            case "-s" -> subnet(value).<Condition>map(subnet -> new Condition.Source(List.of(subnet))).orElseGet(Condition.Unknown::new);
            case "-d" -> subnet(value).<Condition>map(subnet -> new Condition.Destination(List.of(subnet))).orElseGet(Condition.Unknown::new);
            case "--ctstate", "--state" -> new Condition.State(Stream.of(value.split(",")).map(state -> state.toLowerCase(Locale.ROOT)).collect(Collectors.toSet()));
            default -> new Condition.Unknown();
        };
    }

    private static Optional<Subnet> subnet(String text) {
        return Subnet.parse(text.contains("/") ? text : text + "/32");
    }

    private static Optional<List<Range>> ports(String text) {
        if (!text.matches("\\d{1,5}(:\\d{1,5})?(,\\d{1,5}(:\\d{1,5})?)*")) {
            return Optional.empty();
        }
        return Optional.of(Stream.of(text.split(",")).map(range -> range.split(":"))
                .map(ends -> new Range(Integer.parseInt(ends[0]), Integer.parseInt(ends[ends.length - 1]))).toList());
    }

    /** The words of a line; quotes hold one together, and a backslash keeps the next letter. */
    static List<String> of(String line) {
        var words = new ArrayList<String>();
        var word = new StringBuilder();
        boolean quoted = false;
        boolean begun = false;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '\\' && quoted && i + 1 < line.length()) {
                word.append(line.charAt(++i));
            } else if (c == '"') {
                quoted = !quoted;
                begun = true;
            } else if (c == ' ' && !quoted) {
                if (begun) {
                    words.add(word.toString());
                }
                word.setLength(0);
                begun = false;
            } else {
                word.append(c);
                begun = true;
            }
        }
        if (begun) {
            words.add(word.toString());
        }
        return words;
    }
}
