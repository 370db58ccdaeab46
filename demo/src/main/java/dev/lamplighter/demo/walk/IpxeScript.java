package dev.lamplighter.demo.walk;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The commands of an iPXE script that leads to a kernel, its settings ({@code ${mac:hexhyp}}) filled in. */
record IpxeScript(List<Step> steps) {

    private static final Pattern SETTING = Pattern.compile("\\$\\{([^}:]*)(?::([^}]*))?}");

    IpxeScript {
        steps = List.copyOf(steps);
    }

    /** One command; what the walk does not know stays {@link Unknown}. */
    sealed interface Step {

        record Chain(String url) implements Step {}

        record Kernel(String url, List<String> arguments) implements Step {
            public Kernel {
                arguments = List.copyOf(arguments);
            }
        }

        record Initrd(String url) implements Step {}

        record Boot() implements Step {}

        record Unknown(String line) implements Step {}
    }

    static IpxeScript of(String text, Map<String, String> settings) {
        var steps = new ArrayList<Step>();
        for (String line : text.lines().map(String::strip).filter(line -> !line.isEmpty() && !line.startsWith("#")).toList()) {
            steps.add(step(expand(line, settings)));
        }
        return new IpxeScript(steps);
    }

    private static Step step(String line) {
        List<String> words = withoutOptions(List.of(line.split("\\s+")));
        String argument = words.size() > 1 ? words.get(1) : "";
        return switch (words.getFirst()) {
            case "chain" -> new Step.Chain(argument);
            case "kernel" -> new Step.Kernel(argument, words.subList(Math.min(2, words.size()), words.size()));
            case "initrd" -> new Step.Initrd(argument);
            case "boot" -> new Step.Boot();
            default -> new Step.Unknown(line);
        };
    }

    /** Takes away {@code --name value} between the command and its URL. */
    private static List<String> withoutOptions(List<String> words) {
        int at = 1;
        while (at + 1 < words.size() && words.get(at).startsWith("--")) {
            at += 2;
        }
        var rest = new ArrayList<>(List.of(words.getFirst()));
        rest.addAll(words.subList(Math.min(at, words.size()), words.size()));
        return rest;
    }

    /** Fills in settings as iPXE does: {@code hexhyp} puts hyphens between octets; what is not set is empty. */
    static String expand(String text, Map<String, String> settings) {
        return SETTING.matcher(text).replaceAll(found -> {
            String name = found.group(1).replaceFirst("^net[0-9]*/", "");
            String value = settings.getOrDefault(name, "");
            return Matcher.quoteReplacement("hexhyp".equals(found.group(2)) ? value.replace(':', '-').toLowerCase(Locale.ROOT) : value);
        });
    }

    /** The value of the kernel argument {@code name=value}; empty text where there is none. */
    static String argument(List<String> arguments, String name) {
        return arguments.stream().flatMap(words -> Arrays.stream(words.split(" "))).filter(word -> word.startsWith(name + "="))
                .map(word -> word.substring(name.length() + 1)).findFirst().orElse("");
    }
}
