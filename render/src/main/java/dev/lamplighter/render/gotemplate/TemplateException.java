package dev.lamplighter.render.gotemplate;

import dev.lamplighter.render.Place;
import java.util.Optional;

/** A template could not be parsed or executed. The message names template, line and column, and says what is wrong. */
public final class TemplateException extends Exception {

    /** When it happened: while reading the text, or while rendering it with data. */
    public enum Phase { PARSE, EXEC }

    private final Phase phase;
    private final String template;
    private final int line;
    private final int column;
    private final String problem;
    private final transient Optional<String> missingKey;

    TemplateException(Phase phase, String template, Place place, String problem, Optional<String> missingKey) {
        super((template.isEmpty() ? "template" : template) + ":" + place.line() + ":" + place.column() + ": " + problem);
        this.phase = phase;
        this.template = template;
        this.line = place.line();
        this.column = place.column();
        this.problem = problem;
        this.missingKey = missingKey;
    }

    public Phase phase() {
        return phase;
    }

    /** The name that was given to {@link GoTemplate#parse}. */
    public String template() {
        return template;
    }

    /** The line in the template's text, from 1. */
    public int line() {
        return line;
    }

    /** The column in that line, in characters from 1. */
    public int column() {
        return column;
    }

    /** What is wrong, without the place. */
    public String problem() {
        return problem;
    }

    /** The key that the data lack, if that was the cause. */
    public Optional<String> missingKey() {
        return missingKey == null ? Optional.empty() : missingKey;
    }
}
