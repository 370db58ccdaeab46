package dev.lamplighter.render.butane;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What the words of a {@code butane} command line ask for.
 *
 * @param input the file to read; empty for standard input
 * @param output the file to write; empty for standard output
 */
public record ButaneCall(ButaneOptions options, boolean check, boolean rawErrors, Color color, Optional<String> input, Optional<String> output,
        boolean help, boolean version) {

    /** When errors are coloured. */
    public enum Color {
        AUTO,
        ALWAYS,
        NEVER
    }

    /** The words are no such command line. */
    public static final class BadUsage extends Exception {
        BadUsage(String problem) {
            super(problem, null, false, false);
        }
    }

    private static final Set<String> VALUED = Set.of("output", "files-dir", "input");

    /** Options with one letter, and what they are short for. */
    private static String named(char letter) throws BadUsage {
        return switch (letter) {
            case 's' -> "strict";
            case 'p' -> "pretty";
            case 'r' -> "raw";
            case 'c' -> "check";
            case 'h' -> "help";
            case 'V' -> "version";
            case 'D' -> "debug";
            case 'o' -> "output";
            case 'd' -> "files-dir";
            default -> throw new BadUsage("unknown shorthand flag: '" + letter + "'");
        };
    }

    /** Reads words such as {@code -p --files-dir DIR config.bu}. */
    public static ButaneCall parse(List<String> words) throws BadUsage {
        var builder = new Builder();
        var files = new ArrayList<String>();
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            if (word.equals("--")) {
                files.addAll(words.subList(i + 1, words.size()));
                break;
            } else if (word.startsWith("--")) {
                int equals = word.indexOf('=');
                String name = word.substring(2, equals < 0 ? word.length() : equals);
                boolean next = equals < 0 && VALUED.contains(name);
                builder.set(name, next ? follower(words, i, "--" + name) : equals < 0 ? "" : word.substring(equals + 1));
                i += next ? 1 : 0;
            } else if (word.startsWith("-") && word.length() > 1) {
                i += letters(builder, words, i);
            } else {
                files.add(word);
            }
        }
        return builder.build(files);
    }

    /** Reads letters that are written together; how many further words they use. */
    private static int letters(Builder builder, List<String> words, int at) throws BadUsage {
        String word = words.get(at);
        for (int i = 1; i < word.length(); i++) {
            String name = named(word.charAt(i));
            if (VALUED.contains(name)) {
                String rest = word.substring(i + 1);
                String value = rest.startsWith("=") ? rest.substring(1) : rest;
                builder.set(name, rest.isEmpty() ? follower(words, at, "-" + word.charAt(i)) : value);
                return rest.isEmpty() ? 1 : 0;
            }
            builder.set(name, "");
        }
        return 0;
    }

    private static String follower(List<String> words, int at, String name) throws BadUsage {
        if (at + 1 >= words.size()) {
            throw new BadUsage("flag needs an argument: " + name);
        }
        return words.get(at + 1);
    }

    /** The options that were seen. */
    private static final class Builder {
        private boolean strict;
        private boolean pretty;
        private boolean raw;
        private boolean check;
        private boolean rawErrors;
        private boolean help;
        private boolean version;
        private Color color = Color.AUTO;
        private String filesDir = "";
        private String input = "";
        private String output = "";

        void set(String name, String value) throws BadUsage {
            switch (name) {
                case "strict" -> strict = flag(name, value);
                case "pretty" -> pretty = flag(name, value);
                case "raw" -> raw = flag(name, value);
                case "check" -> check = flag(name, value);
                case "raw-errors" -> rawErrors = flag(name, value);
                case "help" -> help = flag(name, value);
                case "version" -> version = flag(name, value);
                case "debug" -> flag(name, value);
                case "color", "colour" -> color = switch (value) {
                    case "", "always", "yes" -> Color.ALWAYS;
                    case "auto" -> Color.AUTO;
                    default -> Color.NEVER;
                };
                case "files-dir" -> filesDir = value;
                case "input" -> input = value;
                case "output" -> output = value;
                default -> throw new BadUsage("unknown flag: --" + name);
            }
        }

        private static boolean flag(String name, String value) throws BadUsage {
            return switch (value) {
                case "", "1", "t", "T", "true", "TRUE", "True" -> true;
                case "0", "f", "F", "false", "FALSE", "False" -> false;
                default -> throw new BadUsage("invalid argument \"" + value + "\" for \"--" + name + "\" flag");
            };
        }

        ButaneCall build(List<String> files) throws BadUsage {
            if (files.size() == 1 && input.isEmpty()) {
                input = files.getFirst();
            } else if (!files.isEmpty()) {
                throw new BadUsage("");
            }
            return new ButaneCall(new ButaneOptions(directory(), strict, pretty, raw, ButaneLimits.DEFAULT), check, rawErrors, color,
                    given(input), given(output), help, version);
        }

        private Optional<Path> directory() throws BadUsage {
            try {
                return given(filesDir).map(Path::of);
            } catch (InvalidPathException e) {
                throw new BadUsage("invalid argument for \"-d, --files-dir\" flag: " + e.getReason());
            }
        }

        private static Optional<String> given(String value) {
            return Optional.of(value).filter(text -> !text.isEmpty());
        }
    }

    /** What the command prints, and how it ends. */
    public record Answer(int exit, String out, String err) {}

    /**
     * Translates what was read.
     *
     * @param file how messages name it
     * @param colored whether errors are coloured
     */
    public Answer answer(byte[] yaml, String file, boolean colored) {
        Translation translation = Butane.translate(yaml, options);
        String entries = rawErrors ? rawErrors(translation) : ErrorPrinter.print(translation.report(), file, yaml, colored);
        return switch (translation) {
            case Translation.Translated translated -> new Answer(0, check ? "" : translated.text() + "\n", entries);
            case Translation.Failed failed when failed.isStrict() -> new Answer(1, "", entries + failed.message() + "\n");
            case Translation.Failed failed -> new Answer(1, "", entries + "Error translating config: " + failed.message() + "\n");
        };
    }

    private static String rawErrors(Translation translation) {
        var lines = new StringBuilder();
        translation.report().forEach(entry -> lines.append(entry).append('\n'));
        return lines.toString();
    }
}
