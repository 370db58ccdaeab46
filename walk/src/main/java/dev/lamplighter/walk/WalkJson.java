package dev.lamplighter.walk;

import dev.lamplighter.model.Decoded;
import dev.lamplighter.model.Ip4;
import dev.lamplighter.model.Mac;
import dev.lamplighter.model.Reason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.core.JacksonException;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A walk as JSON (RFC 8259), schema 1: {@code who}, {@code whole}, {@code boots} and {@code stages}; what is not known is left out. */
final class WalkJson {

    private static final int SCHEMA = 1;
    private static final JsonMapper JSON = JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private WalkJson() {}

    static String write(WalkReport report) {
        ObjectNode node = JSON.createObjectNode();
        node.put("schema", SCHEMA).put("boots", report.boots()).put("whole", report.whole());
        ObjectNode who = node.putObject("who");
        who.put("mac", report.who().mac().toString()).put("uuid", report.who().uuid().toString()).put("arch", report.who().firmware().key());
        report.who().relay().ifPresent(relay -> who.put("via", relay.toString()));
        ArrayNode stages = node.putArray("stages");
        report.stages().forEach(stage -> put(stages.addObject(), stage));
        return JSON.writeValueAsString(node).replace("\u007f", "\\u007f");
    }

    private static void put(ObjectNode node, StageReport stage) {
        node.put("stage", stage.stage().key()).put("ok", stage.trouble().isEmpty()).put("ms", stage.took().toMillis()).put("asked", stage.asked());
        putAll(node.putArray("heard"), stage.heard());
        ObjectNode facts = node.putObject("facts");
        stage.facts().forEach((fact, value) -> facts.put(fact.key(), value));
        putAll(node.putArray("notes"), stage.notes());
        stage.trouble().ifPresent(why -> node.put("trouble", why));
    }

    private static void putAll(ArrayNode array, List<String> texts) {
        texts.forEach(array::add);
    }

    static Decoded<WalkReport> read(String json) {
        try {
            JsonNode node = JSON.readTree(json);
            if (node.path("schema").asInt(0) != SCHEMA) {
                return malformed("this is no report of a walk with schema " + SCHEMA);
            }
            Optional<Persona> who = persona(node.path("who"));
            if (who.isEmpty()) {
                return malformed("it does not say who walks");
            }
            var stages = new ArrayList<StageReport>();
            for (JsonNode each : node.path("stages")) {
                stage(each).ifPresent(stages::add);
            }
            return new Decoded.Message<>(new WalkReport(who.get(), node.path("whole").asBoolean(true), node.path("boots").asBoolean(false), stages));
        } catch (JacksonException broken) {
            return malformed("this is no JSON: " + broken.getOriginalMessage());
        }
    }

    private static Decoded<WalkReport> malformed(String why) {
        return new Decoded.Malformed<>(new Reason("walk-json", why));
    }

    private static Optional<Persona> persona(JsonNode who) {
        Optional<Mac> mac = Mac.parse(who.path("mac").asString(""));
        Optional<Firmware> firmware = Firmware.named(who.path("arch").asString(""));
        try {
            var uuid = UUID.fromString(who.path("uuid").asString(""));
            return mac.isEmpty() || firmware.isEmpty() ? Optional.empty()
                    : Optional.of(new Persona(mac.get(), uuid, firmware.get(), Ip4.parse(who.path("via").asString(""))));
        } catch (IllegalArgumentException noUuid) {
            return Optional.empty();
        }
    }

    /** Empty for a stage that a newer version knows. */
    private static Optional<StageReport> stage(JsonNode node) {
        var facts = new EnumMap<Fact, String>(Fact.class);
        for (var each : node.path("facts").properties()) {
            Fact.named(each.getKey()).ifPresent(fact -> facts.put(fact, each.getValue().asString("")));
        }
        Optional<String> trouble = node.has("trouble") ? Optional.of(node.path("trouble").asString("")) : Optional.empty();
        return Stage.named(node.path("stage").asString("")).map(stage -> new StageReport(stage, node.path("asked").asString(""), texts(node.path("heard")), facts,
                texts(node.path("notes")), trouble, Duration.ofMillis(node.path("ms").asLong(0))));
    }

    private static List<String> texts(JsonNode array) {
        var texts = new ArrayList<String>();
        array.forEach(each -> texts.add(each.asString("")));
        return texts;
    }
}
