package dev.lamplighter.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The words after a command: flags, and the rest in their order. A flag has one dash or two, its value is the next word or follows {@code =};
 * {@code --} ends the flags, and {@code -} alone is a word.
 */
public final class Arguments {

    private final Map<String, List<String>> given = new LinkedHashMap<>();
    private final List<String> words = new ArrayList<>();

    private Arguments() {}

    /** Reads {@code words} as {@code known} allows. */
    public static Arguments read(Flags known, List<String> words) throws UsageException {
        var arguments = new Arguments();
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            if (word.equals("--")) {
                arguments.words.addAll(words.subList(i + 1, words.size()));
                break;
            }
            if (!word.startsWith("-") || word.equals("-")) {
                arguments.words.add(word);
                continue;
            }
            int equals = word.indexOf('=');
            String written = equals < 0 ? word : word.substring(0, equals);
            String flag = known.named(written.replaceFirst("^--?", ""))
                    .orElseThrow(() -> new UsageException("there is no flag " + written + known.meant(written)));
            if (known.isSwitch(flag)) {
                arguments.add(flag, switched(written, equals < 0 ? "true" : word.substring(equals + 1)));
            } else if (equals >= 0) {
                arguments.add(flag, word.substring(equals + 1));
            } else if (i + 1 < words.size()) {
                arguments.add(flag, words.get(++i));
            } else {
                throw new UsageException(written + " needs a value after it");
            }
        }
        return arguments;
    }

    private static String switched(String written, String value) throws UsageException {
        return switch (value) {
            case "true", "1" -> "true";
            case "false", "0" -> "false";
            default -> throw new UsageException(written + " is true or false, not \"" + value + "\"");
        };
    }

    private void add(String flag, String value) {
        given.computeIfAbsent(flag, absent -> new ArrayList<>()).add(value);
    }

    /** Whether a switch is on; the last one counts. */
    public boolean isOn(String flag) {
        return value(flag).filter("true"::equals).isPresent();
    }

    /** What was given for a flag; the last one counts. */
    public Optional<String> value(String flag) {
        return values(flag).isEmpty() ? Optional.empty() : Optional.of(values(flag).getLast());
    }

    /** Everything that was given for a flag, in order. */
    public List<String> values(String flag) {
        return List.copyOf(given.getOrDefault(flag, List.of()));
    }

    /** A whole number between two bounds, both included. */
    public int number(String flag, int unless, int least, int most) throws UsageException {
        var text = value(flag);
        if (text.isEmpty()) {
            return unless;
        }
        if (text.get().matches("[0-9]{1,9}")) {
            int number = Integer.parseInt(text.get());
            if (number >= least && number <= most) {
                return number;
            }
        }
        throw new UsageException("--" + flag + " is a whole number from " + least + " to " + most + ", not \"" + text.get() + "\"");
    }

    /** One of a few words; the first is meant where the flag is not given. */
    public String oneOf(String flag, String... choices) throws UsageException {
        String chosen = value(flag).orElse(choices[0]);
        if (!List.of(choices).contains(chosen)) {
            throw new UsageException("--" + flag + " is " + String.join(" or ", choices) + ", not \"" + chosen + "\"");
        }
        return chosen;
    }

    /** The words that are no flags. */
    public List<String> words() {
        return List.copyOf(words);
    }

    /** Refuses words beyond the first {@code most}. */
    public Arguments atMost(int most) throws UsageException {
        if (words.size() > most) {
            throw new UsageException("\"" + words.get(most) + "\" is one word too many");
        }
        return this;
    }
}
