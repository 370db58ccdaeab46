package dev.lamplighter.render.gotemplate;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.lamplighter.render.Lines;
import dev.lamplighter.render.json.JsonException;
import dev.lamplighter.render.json.JsonReader;
import dev.lamplighter.render.json.JsonText;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Renders templates that come as JSON, one request on each line, one answer for each: {@code {"template": T, "data": {…}}} or
 * {@code {"template": T, "metadata": {…}, "selector": {…}, "raw_query": Q}} gives {@code {"output": …}} or
 * {@code {"error": "parse"|"exec", "message": …}}.
 */
public final class TemplateStream {

    /** Room for a template of 4 MiB in which every character is escaped. */
    private static final int LONGEST_LINE = 32 << 20;

    private TemplateStream() {}

    /** Answers until the input ends, or until a line is no such request, which is an {@link IOException}. */
    public static void run(InputStream in, OutputStream out) throws IOException {
        var lines = new Lines(in, LONGEST_LINE);
        for (Optional<String> line = lines.next(); line.isPresent(); line = lines.next()) {
            out.write((answer(request(line.get())) + "\n").getBytes(UTF_8));
            out.flush();
        }
    }

    private static Map<?, ?> request(String line) throws IOException {
        try {
            if (JsonReader.read(line, JsonReader.DEEPEST).decoded() instanceof Map<?, ?> request) {
                return request;
            }
        } catch (JsonException e) {
            throw new IOException("a line is not JSON: " + e.getMessage(), e);
        }
        throw new IOException("a line is not a JSON object");
    }

    static String answer(Map<?, ?> request) {
        var json = new StringBuilder();
        try {
            String output = GoTemplate.parse("", String.valueOf(request.get("template"))).render(data(request));
            JsonText.append(json.append("{\"output\":"), output);
        } catch (TemplateException e) {
            JsonText.append(json.append("{\"error\":"), e.phase().name().toLowerCase(Locale.ROOT));
            JsonText.append(json.append(",\"message\":"), e.getMessage());
        }
        return json.append('}').toString();
    }

    private static Map<String, Object> data(Map<?, ?> request) {
        if (request.containsKey("data")) {
            return object(request.get("data"));
        }
        var selectors = new LinkedHashMap<String, String>();
        object(request.get("selector")).forEach((key, value) -> selectors.put(key, String.valueOf(value)));
        return GroupData.of(object(request.get("metadata")), selectors, request.get("raw_query") instanceof String query ? query : "");
    }

    private static Map<String, Object> object(Object value) {
        var object = new LinkedHashMap<String, Object>();
        if (value instanceof Map<?, ?> map) {
            map.forEach((key, member) -> object.put((String) key, member));
        }
        return object;
    }
}
