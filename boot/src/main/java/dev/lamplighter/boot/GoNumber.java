package dev.lamplighter.boot;

import dev.lamplighter.render.gotemplate.GoTemplate;
import dev.lamplighter.render.gotemplate.TemplateException;
import java.util.Map;

/** A number as a template prints it. */
final class GoNumber {

    private static final GoTemplate PRINTED = printed();

    private GoNumber() {}

    static String of(double number) {
        try {
            return PRINTED.render(Map.of("n", number));
        } catch (TemplateException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static GoTemplate printed() {
        try {
            return GoTemplate.parse("number", "{{.n}}");
        } catch (TemplateException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
