package dev.lamplighter.cli;

import dev.lamplighter.boot.QueryLabels;
import dev.lamplighter.model.Bytes;
import dev.lamplighter.model.Group;
import dev.lamplighter.render.gotemplate.FunctionSet;
import dev.lamplighter.render.gotemplate.GoTemplate;
import dev.lamplighter.render.gotemplate.GroupData;
import dev.lamplighter.render.gotemplate.Limits;
import dev.lamplighter.render.gotemplate.TemplateException;
import dev.lamplighter.render.gotemplate.TemplateStream;
import dev.lamplighter.render.json.Json;
import dev.lamplighter.render.json.JsonException;
import dev.lamplighter.render.json.JsonReader;
import dev.lamplighter.store.catalog.CatalogText;
import dev.lamplighter.store.catalog.Parsed;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code lamplighter template}: renders a Go template as the server would, or a stream of them, one JSON line in and one out. */
public final class TemplateCommand implements Command {

    private static final Usage USAGE = new Usage("template", """
            usage: lamplighter template FILE [--group FILE | --data FILE] [--label KEY=VALUE]… [--extended]
                   lamplighter template --stream

              Renders a template (Go's text/template, as Matchbox uses it) and prints what comes out, or FILE:LINE:COLUMN: what is wrong.
              FILE may be - for standard input. The template sees the group's metadata, its selectors over them, and the request's labels.

              --group FILE       a group, such as groups/node1.json or groups/rack7.yaml
              --data FILE        a JSON object, in place of what a group gives
              --label KEY=VALUE  a label that the machine sends, in .request.query; may be given several times
              --extended         also the extended functions, as templates.functions: extended
              --stream           reads requests from standard input, one JSON object in each line of at most 32 MiB, and answers each with one line:
                                 {"template": T, "data": {…}} or {"template": T, "metadata": {…}, "selector": {…}, "raw_query": Q}
                                 gives {"output": …} or {"error": "parse" or "exec", "message": …}
              --help             prints this

            Exit code: 0 when it was rendered, 1 when not, 2 for a mistake in the command line.
            """, Flags.none().values("group", "data", "label").switches("stream", "extended"));

    @Override
    public String name() {
        return "template";
    }

    @Override
    public String summary() {
        return "renders a Go template as the server would";
    }

    @Override
    public int run(List<String> words, Console console) {
        return USAGE.run(words, console, arguments -> arguments.isOn("stream") ? stream(arguments, console) : file(arguments, console));
    }

    private static int stream(Arguments arguments, Console console) throws UsageException {
        if (!arguments.words().isEmpty() || !arguments.values("group").isEmpty() || !arguments.values("data").isEmpty() || !arguments.values("label").isEmpty()) {
            throw new UsageException("--stream stands alone");
        }
        try {
            TemplateStream.run(console.in(), console.out());
            return Usage.DONE;
        } catch (IOException e) {
            return failed(console, "standard input or output failed: " + e.getMessage());
        }
    }

    private static int file(Arguments arguments, Console console) throws UsageException {
        if (arguments.atMost(1).words().isEmpty()) {
            throw new UsageException("which template? Name its file, or - for standard input");
        }
        var group = arguments.value("group");
        var given = arguments.value("data");
        if (given.isPresent() && (group.isPresent() || !arguments.values("label").isEmpty())) {
            throw new UsageException("--data is all that the template sees; leave --group and --label away, or --data");
        }
        String query = GivenLabels.query(GivenLabels.read(arguments.values("label")));
        try {
            var data = given.isPresent() ? object(SourceFile.read(given.get(), console)) : groupData(group, query, console);
            var source = SourceFile.read(arguments.words().getFirst(), console);
            var functions = arguments.isOn("extended") ? FunctionSet.EXTENDED : FunctionSet.MATCHBOX;
            Bytes rendered = Bytes.owned(GoTemplate.parse(source.name(), source.content().toArray(), functions).renderBytes(data, Limits.DEFAULT));
            console.out().write(rendered.toArray());
            console.out().flush();
            return Usage.DONE;
        } catch (TemplateException wrong) {
            console.err().println(wrong.getMessage());
            return Usage.FAILED;
        } catch (Wrong wrong) {
            console.err().println(wrong.getMessage());
            return Usage.FAILED;
        } catch (SourceFile.Unreadable unreadable) {
            return failed(console, unreadable.getMessage());
        } catch (IOException failed) {
            return failed(console, "standard output failed: " + failed.getMessage());
        }
    }

    private static Map<String, Object> groupData(Optional<String> file, String query, Console console) throws SourceFile.Unreadable, Wrong {
        if (file.isEmpty()) {
            return GroupData.of(Map.of(), Map.of(), query);
        }
        var source = SourceFile.read(file.get(), console);
        var parsed = file.get().endsWith(".yaml") ? CatalogText.ownGroup(source.content(), QueryLabels.parse(query)) : CatalogText.group(source.content());
        return switch (parsed) {
            case Parsed.Good<Group>(Group group) -> GroupData.of(group.metadata(), group.selector(), query);
            case Parsed.Bad<Group>(int line, int column, String message) -> throw new Wrong(source.name() + ":" + line + ":" + column + ": " + message);
        };
    }

    private static Map<String, Object> object(SourceFile source) throws Wrong {
        try {
            if (JsonReader.read(source.content().toArray()) instanceof Json.Members members && members.decoded() instanceof Map<?, ?> map) {
                var data = new LinkedHashMap<String, Object>();
                map.forEach((key, value) -> data.put((String) key, value));
                return data;
            }
            throw new Wrong(source.name() + ":1:1: not a JSON object");
        } catch (JsonException bad) {
            throw new Wrong(source.name() + ":" + bad.place().line() + ":" + bad.place().column() + ": " + bad.getMessage());
        }
    }

    private static int failed(Console console, String why) {
        console.err().println("lamplighter: " + why);
        return Usage.FAILED;
    }

    /** A file of data is not what it should be; the message begins with the place. */
    private static final class Wrong extends Exception {
        Wrong(String message) {
            super(message);
        }
    }
}
