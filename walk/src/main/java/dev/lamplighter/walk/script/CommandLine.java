package dev.lamplighter.walk.script;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** One command of a script: its name, its options, and the words after them. */
record CommandLine(String name, Map<String, String> options, List<String> words) {

    private static final Set<String> WITH_VALUE = Set.of("name", "n", "timeout", "t", "default", "d", "key", "k", "menu", "m", "drive", "filename", "extra");

    CommandLine {
        options = Map.copyOf(options);
        words = List.copyOf(words);
    }

    /** The tokens between two of {@code ||}, {@code &&} and {@code ;}, with their settings filled in; there is at least one. */
    static CommandLine of(List<String> tokens) {
        var options = new HashMap<String, String>();
        int at = 1;
        while (at < tokens.size() && tokens.get(at).startsWith("-") && tokens.get(at).length() > 1 && !tokens.get(at).matches("-\\d+")) {
            String option = tokens.get(at++).replaceFirst("^--?", "");
            int equals = option.indexOf('=');
            if (equals >= 0) {
                options.put(option.substring(0, equals), option.substring(equals + 1));
            } else if (WITH_VALUE.contains(option) && at < tokens.size()) {
                options.put(option, tokens.get(at++));
            } else {
                options.put(option, "");
            }
        }
        return new CommandLine(tokens.getFirst(), options, tokens.subList(at, tokens.size()));
    }

    /** A line in tokens; what follows a {@code #} is a comment. */
    static List<String> tokens(String line) {
        var tokens = new ArrayList<String>();
        for (String token : Arrays.stream(line.strip().split("\\s+", -1)).filter(token -> !token.isEmpty()).toList()) {
            if (token.startsWith("#")) {
                break;
            }
            tokens.add(token);
        }
        return List.copyOf(tokens);
    }

    boolean has(String option, String shorter) {
        return options.containsKey(option) || options.containsKey(shorter);
    }

    String first() {
        return words.isEmpty() ? "" : words.getFirst();
    }

    List<String> rest() {
        return words.subList(Math.min(1, words.size()), words.size());
    }

    @Override
    public String toString() {
        return (name + " " + String.join(" ", words)).strip();
    }
}
