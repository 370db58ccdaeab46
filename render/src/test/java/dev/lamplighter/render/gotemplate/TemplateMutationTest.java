package dev.lamplighter.render.gotemplate;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Templates that somebody damaged: each renders or ends in a {@link TemplateException}, nothing else. */
class TemplateMutationTest {

    private static final int TEMPLATES = 20_000;

    private static final List<String> SEEDS = List.of(
            "{{range $i, $k := .keys}}{{if $i}},{{end}}{{$k | printf \"%-8q|\"}}{{else}}none{{end}}",
            "{{define \"t\"}}{{with .m}}{{.a}}{{else with $}}{{.}}{{end}}{{end}}{{template \"t\" .}}{{block \"b\" .n}}{{.}}{{end}}",
            "{{$x := (index .keys 0)}}{{$x = slice $x 1 2}}{{- printf \"%[2]*.[1]*f|%#v|%+q|%x\" 3 7 .n .m $x -}} {{/* c */}}",
            "{{range .keys}}{{range 3}}{{if eq . 1}}{{continue}}{{else}}{{break}}{{end}}{{end}}{{end}}{{and .n (or .z 0x1F) | not}}",
            "{{html .m}}{{js \"<\\u00e9\\xff>\"}}{{urlquery `a b` 'c' 1e3 1i nil}}{{len .m}}{{lt 1.5 .n}}{{print $.keys}}");

    private static final String CHARACTERS = "{}|()$.:=,\"`' -/*%0123456789aex_\\\n[]#+é\ud83d\udc00";

    private final Random random = new Random(20261123);

    @Test
    void a_damaged_template_ends_in_nothing_but_a_template_exception() {
        Map<String, Object> data = Map.of("keys", List.of("ab", "cd"), "m", Map.of("a", 1.0), "n", 2.5, "z", 0.0);
        var limits = new Limits(100_000, 20_000, 100, Duration.ofSeconds(10));
        int rendered = 0;
        for (int i = 0; i < TEMPLATES; i++) {
            String template = damaged();
            try {
                rendered += GoTemplate.parse("damaged", template).render(data, limits).length() <= 100_000 ? 1 : 0;
            } catch (TemplateException e) {
                assertThat(e.line()).as(template).isPositive();
            } catch (RuntimeException | Error e) {
                throw new AssertionError("this template breaks the renderer: " + template, e);
            }
        }
        assertThat(rendered).as("templates that survived").isGreaterThan(TEMPLATES / 20);
    }

    private String damaged() {
        var text = new StringBuilder(seed());
        for (int i = random.nextInt(4); i >= 0; i--) {
            int at = random.nextInt(text.length() + 1);
            switch (random.nextInt(4)) {
                case 0 -> text.insert(at, CHARACTERS.charAt(random.nextInt(CHARACTERS.length())));
                case 1 -> text.delete(at, Math.min(text.length(), at + 1 + random.nextInt(4)));
                case 2 -> text.insert(at, part(seed()));
                default -> text.append(part(seed()));
            }
        }
        return text.toString();
    }

    private String seed() {
        return SEEDS.get(random.nextInt(SEEDS.size()));
    }

    private String part(String text) {
        int from = random.nextInt(text.length());
        return text.substring(from, Math.min(text.length(), from + random.nextInt(20)));
    }
}
