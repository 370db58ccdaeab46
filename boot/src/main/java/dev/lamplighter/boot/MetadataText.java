package dev.lamplighter.boot;

import dev.lamplighter.model.Bytes;
import dev.lamplighter.render.gotemplate.FloatText;
import dev.lamplighter.render.gotemplate.GoText;
import dev.lamplighter.render.gotemplate.StringMap;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Template data as lines {@code KEY=value}, sorted: the keys on the way joined by {@code _} and upper-cased letter by letter, values as they
 * are. Nulls and lists are left out. Keys that become equal are all printed. Nesting may be deep, so nothing here recurses.
 */
final class MetadataText {

    private record Line(String key, String value) {}

    /** A map that is to be printed. Its path is only spelled out for a line, so that depth alone costs nothing. */
    private record Branch(List<String> name, Optional<Branch> below, Map<?, ?> members) {

        String path(String last) {
            var names = new ArrayDeque<String>();
            names.push(last);
            for (var at = Optional.of(this); at.isPresent(); at = at.get().below()) {
                at.get().name().forEach(names::push);
            }
            return String.join("_", names);
        }
    }

    private final long mostChars;
    private final List<Line> lines = new ArrayList<>();
    private final ArrayDeque<Branch> open = new ArrayDeque<>();
    private long chars;

    private MetadataText(long mostChars) {
        this.mostChars = mostChars;
    }

    /**
     * The document, or empty where its keys and values would be longer than {@code mostChars} together. What is left out counts as one char, so
     * that the bound holds for the work, too.
     */
    static Optional<Bytes> of(Map<String, Object> data, long mostChars) {
        return new MetadataText(mostChars).print(data);
    }

    private Optional<Bytes> print(Map<String, Object> data) {
        open.add(new Branch(List.of(), Optional.empty(), data));
        while (!open.isEmpty()) {
            var branch = open.pop();
            for (Map.Entry<?, ?> member : branch.members().entrySet()) {
                add(branch, upper((String) member.getKey()), member.getValue());
                if (chars > mostChars) {
                    return Optional.empty();
                }
            }
        }
        lines.sort(Comparator.comparing(Line::key).thenComparing(Line::value));
        var text = new StringBuilder();
        lines.forEach(line -> text.append(line.key()).append('=').append(line.value()).append('\n'));
        return Optional.of(Bytes.owned(GoText.toBytes(text.toString())));
    }

    private void add(Branch branch, String name, Object value) {
        switch (value) {
            case String text -> line(branch, name, text);
            case Boolean yes -> line(branch, name, yes.toString());
            case Double number -> line(branch, name, FloatText.shortest(number));
            case Map<?, ?> map -> branch(branch, name, map);
            case StringMap map -> branch(branch, name, map.entries());
            case null, default -> chars++;
        }
    }

    private void branch(Branch below, String name, Map<?, ?> members) {
        chars++;
        open.push(new Branch(List.of(name), Optional.of(below), members));
    }

    private void line(Branch branch, String name, String value) {
        String key = branch.path(name);
        chars += key.length() + value.length();
        lines.add(new Line(key, value));
    }

    /** Letter by letter, as Go does it: {@code ß} stays, where {@link String#toUpperCase()} would write two letters. */
    private static String upper(String key) {
        var upper = new StringBuilder(key.length());
        for (int at = 0; at < key.length(); ) {
            int letter = key.codePointAt(at);
            upper.appendCodePoint(Character.toUpperCase(letter));
            at += Character.charCount(letter);
        }
        return upper.toString();
    }
}
