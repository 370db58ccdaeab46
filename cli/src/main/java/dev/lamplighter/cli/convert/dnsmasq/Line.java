package dev.lamplighter.cli.convert.dnsmasq;

import java.util.List;
import java.util.regex.Pattern;

/** One option of dnsmasq as somebody wrote it, and where: a file's line, or the command line. Commas within quotes do not part fields. */
record Line(String option, String value, String where) {

    /** Stands for a comma that was within quotes. */
    private static final char QUOTED_COMMA = '\ue000';
    private static final Pattern COMMA = Pattern.compile(",");

    /** A line whose value still has its quotes and backslashes, as in a file. */
    static Line quoted(String option, String value, String where) {
        return new Line(option, unquoted(value), where);
    }

    /** The parts between commas, without the blanks around them; none for an empty value. */
    List<String> fields() {
        return value.isEmpty() ? List.of() : COMMA.splitAsStream(value).map(String::strip).map(field -> field.replace(QUOTED_COMMA, ',')).toList();
    }

    /** As it was written, but for its quotes. */
    String written() {
        return value.isEmpty() ? option : option + "=" + value.replace(QUOTED_COMMA, ',');
    }

    private static String unquoted(String text) {
        var plain = new StringBuilder(text.length());
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"') {
                quoted = !quoted;
            } else if (quoted && c == '\\' && i + 1 < text.length()) {
                plain.append(text.charAt(++i));
            } else {
                plain.append(quoted && c == ',' ? QUOTED_COMMA : c);
            }
        }
        return plain.toString().strip();
    }
}
