package dev.lamplighter.console.service;

import dev.lamplighter.model.Mac;
import dev.lamplighter.model.Reason;
import dev.lamplighter.timeline.Boot;
import dev.lamplighter.timeline.Diagnosis;
import dev.lamplighter.timeline.Step;
import java.util.Locale;
import tools.jackson.databind.node.ObjectNode;

/**
 * Boots as JSON (RFC 8259), in printable ASCII whatever the wire held. Times are ISO 8601 in UTC, durations milliseconds; what is not known is left
 * out.
 */
public final class BootJson {

    private BootJson() {}

    /** One boot, in one line. */
    public static String line(Boot boot) {
        return Json.line(node(boot));
    }

    private static ObjectNode node(Boot boot) {
        ObjectNode node = Json.object();
        node.put("id", boot.id());
        boot.mac().map(Mac::toString).ifPresent(mac -> node.put("mac", mac));
        boot.uuid().ifPresent(uuid -> node.put("uuid", uuid.toString()));
        var addresses = node.putArray("addresses");
        boot.addresses().stream().sorted().forEach(addresses::add);
        boot.arch().ifPresent(arch -> node.put("arch", arch.kind().key()));
        node.put("state", boot.state().key()).put("stage", boot.stage().key());
        node.put("began", boot.began().toString()).put("last", boot.last().toString()).put("ms", boot.took().toMillis());
        boot.diagnosis().ifPresent(diagnosis -> put(node.putObject("diagnosis"), diagnosis));
        var steps = node.putArray("steps");
        boot.steps().forEach(step -> put(steps.addObject(), step));
        return node;
    }

    private static void put(ObjectNode node, Diagnosis diagnosis) {
        node.put("code", diagnosis.code()).put("sentence", diagnosis.sentence()).put("check", diagnosis.check());
    }

    private static void put(ObjectNode node, Step step) {
        node.put("stage", step.stage().key()).put("result", step.result().name().toLowerCase(Locale.ROOT)).put("at", step.at().toString())
                .put("ms", step.took().toMillis()).put("what", step.what());
        if (step.bytes() > 0) {
            node.put("bytes", step.bytes());
        }
        if (step.whole() > 0) {
            node.put("of", step.whole());
        }
        if (step.times() > 1) {
            node.put("times", step.times());
        }
        step.trouble().map(Reason::code).ifPresent(code -> node.put("reason", code));
        step.trouble().map(Reason::sentence).ifPresent(why -> node.put("why", why));
    }
}
