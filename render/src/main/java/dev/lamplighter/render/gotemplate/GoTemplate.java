package dev.lamplighter.render.gotemplate;

import dev.lamplighter.render.Place;
import java.util.Map;

/**
 * A parsed Go {@code text/template} with {@code missingkey=error}. Immutable, safe for many threads.
 *
 * <p>As in Matchbox, the template itself has the empty name: {@code {{template ""}}} calls it again.
 */
public final class GoTemplate {

    private final String name;
    private final String text;
    private final Map<String, Program> programs;
    private final Program main;

    private GoTemplate(String name, String text, Map<String, Program> programs, Program main) {
        this.name = name;
        this.text = text;
        this.programs = programs;
        this.main = main;
    }

    /**
     * Parses a template.
     *
     * @param name what error messages call it, such as its file
     */
    public static GoTemplate parse(String name, String text, FunctionSet functions) throws TemplateException {
        Map<String, Program> programs = Parser.parse(name, text, functions);
        return new GoTemplate(name, text, programs, programs.get(""));
    }

    /** Parses a template that may call the functions that Matchbox has. */
    public static GoTemplate parse(String name, String text) throws TemplateException {
        return parse(name, text, FunctionSet.MATCHBOX);
    }

    /** Parses a template from the bytes of its file; what is not UTF-8 in it comes out of {@link #renderBytes} as it is. */
    public static GoTemplate parse(String name, byte[] text, FunctionSet functions) throws TemplateException {
        return parse(name, GoText.ofBytes(text), functions);
    }

    /** The same with the functions that Matchbox has. */
    public static GoTemplate parse(String name, byte[] text) throws TemplateException {
        return parse(name, text, FunctionSet.MATCHBOX);
    }

    /** Renders with {@link Limits#DEFAULT}. */
    public String render(Map<String, Object> data) throws TemplateException {
        return render(data, Limits.DEFAULT);
    }

    /**
     * Renders the template; bytes that are not UTF-8 come out as U+FFFD.
     *
     * @param data decoded JSON: null, {@code Boolean}, {@code Double} for every number, {@code String}, {@code List} and {@code Map} of these
     *     with texts as keys; or {@link StringMap}. A {@code Long} is a Go {@code int}. Anything else fails when it is used.
     */
    public String render(Map<String, Object> data, Limits limits) throws TemplateException {
        return GoText.printable(run(data, limits));
    }

    /** Renders the template into the very bytes that Go would write. */
    public byte[] renderBytes(Map<String, Object> data, Limits limits) throws TemplateException {
        return GoText.toBytes(run(data, limits));
    }

    private String run(Map<String, Object> data, Limits limits) throws TemplateException {
        var machine = new Machine(programs, main, data, limits);
        try {
            return machine.run();
        } catch (Fault e) {
            var place = Place.of(text, machine.offset());
            throw new TemplateException(TemplateException.Phase.EXEC, name, place, e.getMessage(), e.missingKey());
        }
    }

    /** What it is called in error messages. */
    public String name() {
        return name;
    }
}
