package dev.lamplighter.cli.convert.dnsmasq;

import dev.lamplighter.cli.UsageException;
import dev.lamplighter.cli.convert.dnsmasq.Dialect.Takes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A command line of dnsmasq as its {@code getopt_long} reads it. What stands before the last word that names dnsmasq ({@code sudo docker run …
 * quay.io/poseidon/dnsmasq}) is passed over, so that a whole line may be pasted.
 */
final class CommandWords {

    private static final String WHERE = "command line";
    private static final String PROGRAM = "dnsmasq";
    /** Letters of options that may have a value in their long form only. */
    private static final String ALONE = "q13";

    private CommandWords() {}

    static List<Line> read(List<String> words) throws UsageException {
        var lines = new ArrayList<Line>();
        List<String> own = words.subList(program(words), words.size());
        for (int i = 0; i < own.size(); i++) {
            String word = own.get(i);
            Optional<String> next = i + 1 < own.size() ? Optional.of(own.get(i + 1)) : Optional.empty();
            if (word.startsWith("--") && word.length() > 2) {
                i += longForm(word.substring(2), next, lines);
            } else if (word.startsWith("-") && word.length() > 1) {
                i += letters(word, next, lines);
            } else {
                throw new UsageException("\"" + word + "\" is no option of dnsmasq");
            }
        }
        return lines;
    }

    private static int program(List<String> words) {
        for (int i = words.size() - 1; i >= 0; i--) {
            String name = words.get(i).substring(words.get(i).lastIndexOf('/') + 1);
            if (!words.get(i).startsWith("-") && (name.equals(PROGRAM) || name.startsWith(PROGRAM + ":"))) {
                return i + 1;
            }
        }
        return 0;
    }

    /** Returns how many more words were used. */
    private static int longForm(String body, Optional<String> next, List<Line> lines) throws UsageException {
        int equals = body.indexOf('=');
        String option = equals < 0 ? body : body.substring(0, equals);
        boolean another = equals < 0 && Dialect.takes(option) == Takes.VALUE;
        String value = equals >= 0 ? body.substring(equals + 1) : another ? needed("--" + option, next) : "";
        lines.add(Line.quoted(option, value, WHERE));
        return another ? 1 : 0;
    }

    private static int letters(String word, Optional<String> next, List<Line> lines) throws UsageException {
        for (int i = 1; i < word.length(); i++) {
            char letter = word.charAt(i);
            String option = Dialect.ofLetter(letter).orElseThrow(() -> new UsageException("dnsmasq has no option -" + letter));
            String rest = word.substring(i + 1);
            if (Dialect.takes(option) == Takes.NOTHING || ALONE.indexOf(letter) >= 0) {
                lines.add(new Line(option, "", WHERE));
            } else {
                lines.add(Line.quoted(option, rest.isEmpty() ? needed("-" + letter, next) : rest, WHERE));
                return rest.isEmpty() ? 1 : 0;
            }
        }
        return 0;
    }

    private static String needed(String option, Optional<String> next) throws UsageException {
        return next.orElseThrow(() -> new UsageException("dnsmasq's " + option + " needs a value after it"));
    }
}
