package dev.lamplighter.cli;

import static java.util.stream.Collectors.joining;

import dev.lamplighter.render.json.JsonText;
import java.util.List;

/** A JSON object in the making, for {@code --output json}. */
public final class JsonObject {

    private final StringBuilder members = new StringBuilder();

    public JsonObject text(String name, String value) {
        return member(name, quoted(value));
    }

    public JsonObject number(String name, long value) {
        return member(name, Long.toString(value));
    }

    public JsonObject truth(String name, boolean value) {
        return member(name, Boolean.toString(value));
    }

    public JsonObject texts(String name, List<String> values) {
        return member(name, values.stream().map(JsonObject::quoted).collect(joining(",", "[", "]")));
    }

    public JsonObject object(String name, JsonObject value) {
        return member(name, value.toString());
    }

    public JsonObject objects(String name, List<JsonObject> values) {
        return member(name, values.stream().map(JsonObject::toString).collect(joining(",", "[", "]")));
    }

    private JsonObject member(String name, String json) {
        members.append(members.isEmpty() ? "" : ",").append(quoted(name)).append(':').append(json);
        return this;
    }

    private static String quoted(String text) {
        var json = new StringBuilder(text.length() + 2);
        JsonText.append(json, text);
        return json.toString();
    }

    @Override
    public String toString() {
        return "{" + members + "}";
    }
}
