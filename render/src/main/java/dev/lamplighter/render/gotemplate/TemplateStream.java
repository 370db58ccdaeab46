package dev.lamplighter.render.gotemplate;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Renders templates that come as JSON, one request on each line, one answer for each: {@code {"template": T, "data": {…}}} or
 * {@code {"template": T, "metadata": {…}, "selector": {…}, "raw_query": Q}} gives {@code {"output": …}} or
 * {@code {"error": "parse"|"exec", "message": …}}.
 */
public final class TemplateStream {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private TemplateStream() {}

    /** Answers until the input ends. A line that is not such a request ends it too, with an {@link IOException}. */
    public static void run(InputStream in, OutputStream out) throws IOException {
        var lines = new BufferedReader(new InputStreamReader(in, UTF_8));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            out.write((JSON.writeValueAsString(answer(JSON.readTree(line))) + "\n").getBytes(UTF_8));
            out.flush();
        }
    }

    private static Map<String, String> answer(JsonNode request) {
        try {
            return Map.of("output", GoTemplate.parse("", request.path("template").asString()).render(data(request)));
        } catch (TemplateException e) {
            String error = switch (e.phase()) {
                case PARSE -> "parse";
                case EXEC -> "exec";
            };
            return Map.of("error", error, "message", e.getMessage());
        }
    }

    private static Map<String, Object> data(JsonNode request) {
        if (request.has("data")) {
            return object(request.path("data"));
        }
        var selectors = new LinkedHashMap<String, String>();
        request.path("selector").properties().forEach(entry -> selectors.put(entry.getKey(), entry.getValue().asString()));
        return GroupData.of(object(request.path("metadata")), selectors, request.path("raw_query").asString(""));
    }

    private static Map<String, Object> object(JsonNode node) {
        var object = new LinkedHashMap<String, Object>();
        node.properties().forEach(entry -> object.put(entry.getKey(), value(entry.getValue())));
        return object;
    }

    private static Object value(JsonNode node) {
        if (node.isObject()) {
            return object(node);
        }
        if (node.isArray()) {
            var list = new ArrayList<Object>(node.size());
            node.values().forEach(element -> list.add(value(element)));
            return list;
        }
        if (node.isNull()) {
            return null;
        }
        return node.isBoolean() ? (Object) node.booleanValue() : node.isNumber() ? (Object) node.doubleValue() : node.asString();
    }
}
