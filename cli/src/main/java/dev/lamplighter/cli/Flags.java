package dev.lamplighter.cli;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The flags that a command knows, by name without dashes. */
public final class Flags {

    private enum Form { VALUE, SWITCH }

    private static final int FURTHEST = 2;

    private final Map<String, Form> forms;
    private final Map<String, String> shorter;

    private Flags(Map<String, Form> forms, Map<String, String> shorter) {
        this.forms = forms;
        this.shorter = shorter;
    }

    public static Flags none() {
        return new Flags(Map.of(), Map.of());
    }

    /** These and others, which take a value. */
    public Flags values(String... names) {
        return with(Form.VALUE, names);
    }

    /** These and others, which take none. */
    public Flags switches(String... names) {
        return with(Form.SWITCH, names);
    }

    /** These, one of which may be written shorter. */
    public Flags shorter(String name, String flag) {
        var more = new LinkedHashMap<>(shorter);
        more.put(name, flag);
        return new Flags(forms, more);
    }

    /** These and those of another. */
    public Flags and(Flags others) {
        var allForms = new LinkedHashMap<>(forms);
        allForms.putAll(others.forms);
        var allShorter = new LinkedHashMap<>(shorter);
        allShorter.putAll(others.shorter);
        return new Flags(allForms, allShorter);
    }

    private Flags with(Form form, String... names) {
        var more = new LinkedHashMap<>(forms);
        for (String name : names) {
            more.put(name, form);
        }
        return new Flags(more, shorter);
    }

    Optional<String> named(String written) {
        String name = shorter.getOrDefault(written, written);
        return forms.containsKey(name) ? Optional.of(name) : Optional.empty();
    }

    boolean isSwitch(String flag) {
        return forms.get(flag) == Form.SWITCH;
    }

    /** The flag that was probably meant, as the end of a sentence. */
    String meant(String written) {
        String name = written.replaceFirst("^--?", "");
        return forms.keySet().stream()
                .min(Comparator.comparingInt(flag -> distance(flag, name)))
                .filter(flag -> distance(flag, name) <= FURTHEST || (!name.isEmpty() && flag.startsWith(name)))
                .map(flag -> "; did you mean --" + flag + "?")
                .orElse("");
    }

    /** How many letters must be put in, taken out or changed. */
    private static int distance(String from, String to) {
        int[] row = new int[to.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= from.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                int changed = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(changed, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[to.length()];
    }
}
