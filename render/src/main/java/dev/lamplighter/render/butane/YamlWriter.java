package dev.lamplighter.render.butane;

import dev.lamplighter.render.Place;
import dev.lamplighter.render.butane.YamlNode.Scalar;
import dev.lamplighter.render.json.Json;
import dev.lamplighter.render.json.JsonText;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;

/** Prints JSON as block YAML with sorted keys, two blanks for each level, and quotes only where they are needed. */
final class YamlWriter {

    private static final String INDENT = "  ";
    private static final String INDICATORS = "-?:,[]{}#&*!|>'\"%@`=";

    private static final Pattern SEXAGESIMAL = Pattern.compile("[-+]?[0-9][0-9_]*(:[0-5]?[0-9])+(\\.[0-9_]*)?");
    private static final Pattern TIME = Pattern.compile("[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}([Tt ]|$)");

    private final StringBuilder yaml = new StringBuilder();

    private YamlWriter() {}

    /** The text, without a line end. */
    static String write(Json json) {
        var writer = new YamlWriter();
        writer.value(json, 0);
        return writer.yaml.toString().strip();
    }

    private void value(Json json, int level) {
        switch (json) {
            case Json.Members object when !object.members().isEmpty() -> members(object.members(), level, "\n" + INDENT.repeat(level));
            case Json.Members _ -> yaml.append(" {}");
            case Json.Elements list when !list.elements().isEmpty() -> {
                for (Json element : list.elements()) {
                    element(element, level);
                }
            }
            case Json.Elements _ -> yaml.append(" []");
            case Json.Text text -> yaml.append(' ').append(text(text.text(), level));
            case Json.Numeral number -> yaml.append(' ').append(number.literal());
            case Json.Bool bool -> yaml.append(' ').append(bool.value());
            case Json.Null _ -> yaml.append(" null");
        }
    }

    private void element(Json element, int level) {
        yaml.append('\n').append(INDENT.repeat(level)).append('-');
        if (element instanceof Json.Members object && !object.members().isEmpty()) {
            members(object.members(), level + 1, " ");
        } else {
            value(element, level + 1);
        }
    }

    private void members(List<Json.Member> members, int level, String before) {
        String lead = before;
        for (Json.Member member : members.stream().sorted(Comparator.comparing(Json.Member::name)).toList()) {
            yaml.append(lead).append(text(member.name(), level)).append(':');
            value(member.value(), level + 1);
            lead = "\n" + INDENT.repeat(level);
        }
    }

    private static String text(String text, int level) {
        boolean printable = text.chars().allMatch(c -> (c >= ' ' && c != 0x7f && c != '\ufeff') || c == '\n' || c == '\t');
        if (printable && text.indexOf('\n') >= 0 && text.lines().noneMatch(line -> line.endsWith(" "))) {
            return block(text, level);
        }
        if (isPlain(text)) {
            return text;
        }
        if (printable && !isTyped(text) && text.indexOf('\n') < 0) {
            return "'" + text.replace("'", "''") + "'";
        }
        var quoted = new StringBuilder();
        JsonText.append(quoted, text);
        return quoted.toString().replace("\\u003c", "<").replace("\\u003e", ">").replace("\\u0026", "&");
    }

    /** Whether a text would be read as something else: a number, a time, a truth value or nothing. */
    private static boolean isTyped(String text) {
        var scalar = new Scalar(text, "", true, new Place(1, 1));
        return ScalarType.of(scalar) != ScalarType.TEXT || ScalarType.flag(scalar).isPresent() || SEXAGESIMAL.matcher(text).matches()
                || TIME.matcher(text).lookingAt();
    }

    private static boolean isPlain(String text) {
        boolean safe = !text.isEmpty() && !text.startsWith(" ") && !text.endsWith(" ") && !text.endsWith(":") && !text.contains(": ")
                && !text.contains(" #") && text.chars().allMatch(c -> c >= ' ' && c != 0x7f && c != '\ufeff');
        char first = text.isEmpty() ? ' ' : text.charAt(0);
        boolean leading = INDICATORS.indexOf(first) >= 0
                && !((first == '-' || first == '?' || first == ':') && text.length() > 1 && text.charAt(1) != ' ');
        return safe && !leading && !text.startsWith("---") && !text.startsWith("...") && !isTyped(text);
    }

    private static String block(String text, int level) {
        String body = text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
        String chomp = !text.endsWith("\n") ? "-" : body.endsWith("\n") ? "+" : "";
        String indent = "\n" + INDENT.repeat(level);
        var block = new StringBuilder(text.startsWith(" ") || text.startsWith("\n") ? "|2" : "|").append(chomp);
        for (String line : body.split("\n", -1)) {
            block.append(line.isEmpty() ? "\n" : indent + line);
        }
        return block.toString();
    }
}
