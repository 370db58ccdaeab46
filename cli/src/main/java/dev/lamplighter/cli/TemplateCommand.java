package dev.lamplighter.cli;

import dev.lamplighter.render.gotemplate.TemplateStream;
import java.io.IOException;
import java.util.List;

/** {@code lamplighter template --stream}: renders Go templates, one JSON line in and one out. */
final class TemplateCommand implements Command {

    private static final String USAGE = """
            usage: lamplighter template --stream

              Reads requests from standard input, one JSON object in each line, and answers each with one line on standard output.
              A request has `template`, a text, and `group` and `query` or `data`: what it is rendered with.
            """;

    @Override
    public String name() {
        return "template";
    }

    @Override
    public String summary() {
        return "renders Go templates from standard input (--stream)";
    }

    @Override
    public int run(List<String> words, Console console) {
        if (!words.equals(List.of("--stream"))) {
            boolean asked = words.equals(List.of("--help"));
            (asked ? console.out() : console.err()).print(USAGE);
            return asked ? 0 : 2;
        }
        try {
            TemplateStream.run(console.in(), console.out());
            return 0;
        } catch (IOException e) {
            console.err().println("lamplighter: standard input or output failed: " + e.getMessage());
            return 1;
        }
    }
}
