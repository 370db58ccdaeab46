package dev.lamplighter.cli.probe;

import dev.lamplighter.walk.WalkReport;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A walk's JSON with what the comparison gave: {@code differences}, empty where there are none, or {@code uncompared} with the reason. */
final class ProbeJson {

    private static final JsonMapper JSON = JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private ProbeJson() {}

    static String of(WalkReport report, Expected expected) {
        var node = (ObjectNode) JSON.readTree(report.toJson());
        switch (expected) {
            case Expected.Unknown(String why) -> node.put("uncompared", why);
            case Expected.Told(WalkReport walk) -> {
                ArrayNode differences = node.putArray("differences");
                report.differences(walk, "the wire", "explain").forEach(differences::add);
            }
        }
        return JSON.writeValueAsString(node).replace("\u007f", "\\u007f");
    }
}
