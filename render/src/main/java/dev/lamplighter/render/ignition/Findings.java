package dev.lamplighter.render.ignition;

import dev.lamplighter.render.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Collects what the rules say, in the order in which they look. */
public final class Findings {

    private static final String DUPLICATE = "duplicate entry defined";

    private final List<Finding> all = new ArrayList<>();

    /** An error at the value {@code name} of a section; a name may lead further, as in {@code devices.1}, and an empty one is the section. */
    public void error(Section section, String name, String message) {
        add(Severity.ERROR, section, name, message);
    }

    public void warning(Section section, String name, String message) {
        add(Severity.WARNING, section, name, message);
    }

    /** An error at a value, if there is one. */
    void error(Section section, String name, Optional<String> message) {
        message.ifPresent(text -> error(section, name, text));
    }

    void duplicate(Section section, String name) {
        error(section, name, DUPLICATE);
    }

    private void add(Severity severity, Section section, String name, String message) {
        all.add(new Finding(severity, section.pathOf(name), section.origin(name), section.around(), message));
    }

    public List<Finding> all() {
        return List.copyOf(all);
    }

    /** The first error. */
    public Optional<Finding> firstError() {
        return all.stream().filter(finding -> finding.severity() == Severity.ERROR).findFirst();
    }
}
