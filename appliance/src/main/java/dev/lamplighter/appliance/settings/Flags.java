package dev.lamplighter.appliance.settings;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The flags of {@code run}, read as Go's {@code flag} package reads Matchbox's: one dash or two, {@code -f=v} or {@code -f v}, booleans only
 * with {@code =}; reading stops at the first other word or at {@code --}; of a repeated flag the last wins. {@code rest} are the words after that.
 */
public record Flags(Map<Key, Given> given, Optional<String> config, boolean version, boolean help, List<String> rest) {

    private static final Set<String> TRUE = Set.of("1", "t", "T", "true", "TRUE", "True");
    private static final Set<String> FALSE = Set.of("0", "f", "F", "false", "FALSE", "False");

    public Flags {
        given = Map.copyOf(given);
        rest = List.copyOf(rest);
    }

    public static Flags read(List<String> words) throws SettingsException {
        var given = new HashMap<Key, Given>();
        String config = null;
        boolean version = false;
        boolean help = false;
        List<String> rest = List.of();
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            if (!word.startsWith("-") || word.equals("-") || word.equals("--")) {
                rest = words.subList(word.equals("--") ? i + 1 : i, words.size());
                break;
            }
            String body = word.substring(word.startsWith("--") ? 2 : 1);
            int equals = body.indexOf('=', 1);
            String name = equals < 0 ? body : body.substring(0, equals);
            Optional<String> value = equals < 0 ? Optional.empty() : Optional.of(body.substring(equals + 1));
            if (name.equals("version") || name.equals("help") || name.equals("h")) {
                boolean on = truth(name, value.orElse("true"));
                version = name.equals("version") ? on : version;
                help = name.equals("version") ? help : on;
                continue;
            }
            Optional<Key> matchbox = Keys.byMatchboxFlag(name);
            Optional<Key> key = matchbox.isPresent() ? matchbox : Keys.byFlag(name);
            if (key.isEmpty() && !name.equals("config")) {
                throw new SettingsException("flag provided but not defined: -" + name + Meant.among(name, Keys.ALL.stream().map(Key::flag)), 2, true);
            }
            boolean bare = value.isEmpty() && key.filter(k -> k.shape() == Key.Shape.BOOLEAN).isPresent();
            if (value.isEmpty() && !bare) {
                i++;
                if (i == words.size()) {
                    throw new SettingsException("flag needs an argument: -" + name, 2, true);
                }
            }
            String text = value.orElse(bare ? "true" : words.get(i));
            if (key.isEmpty()) {
                config = text;
                continue;
            }
            if (key.get().shape() == Key.Shape.BOOLEAN) {
                text = String.valueOf(truth(name, text));
            }
            given.put(key.get(), new Given(text, new Origin.Flag(name, matchbox.isPresent())));
        }
        return new Flags(given, Optional.ofNullable(config), version, help, rest);
    }

    /** A boolean as Go's {@code strconv.ParseBool} reads it. */
    static Optional<Boolean> truth(String text) {
        return TRUE.contains(text) ? Optional.of(true) : FALSE.contains(text) ? Optional.of(false) : Optional.empty();
    }

    /** The same for a given value; what is no boolean is the exception its origin asks for. */
    public static boolean truth(Given given) throws SettingsException {
        return Values.parse(given, given.origin().where(), Flags::truth, "true or false");
    }

    private static boolean truth(String name, String text) throws SettingsException {
        return truth(text).orElseThrow(() -> new SettingsException(
                "invalid boolean value \"" + text + "\" for -" + name + ": write true or false", 2, true));
    }
}
