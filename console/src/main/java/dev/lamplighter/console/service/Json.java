package dev.lamplighter.console.service;

import dev.lamplighter.console.service.Page.Document;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** JSON (RFC 8259) in printable ASCII, whatever the wire held, so that it harms no terminal. */
final class Json {

    private static final JsonMapper JSON = JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private Json() {}

    static ObjectNode object() {
        return JSON.createObjectNode();
    }

    /** In one line. */
    static String line(JsonNode node) {
        return delete(JSON.writeValueAsString(node));
    }

    /** A string in quotes. */
    static String text(String text) {
        return delete(JSON.writeValueAsString(text));
    }

    static Document document(JsonNode node) {
        return Document.json(line(node) + "\n");
    }

    /** DEL is ASCII, and no printable one. */
    private static String delete(String json) {
        return json.replace("\u007f", "\\u007f");
    }
}
