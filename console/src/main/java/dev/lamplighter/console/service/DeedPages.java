package dev.lamplighter.console.service;

import dev.lamplighter.boot.machine.MachineEdit;
import dev.lamplighter.console.service.Page.Document;
import dev.lamplighter.model.BootIntent;
import dev.lamplighter.model.Ip4;
import dev.lamplighter.model.Mac;
import dev.lamplighter.model.SegmentId;
import dev.lamplighter.store.StoreException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Changes that come as JSON: what is wrong with one is said, and nothing is changed then. */
final class DeedPages {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String MACHINES = "/api/v1/machines/";
    private static final int BAD = 400;
    private static final int NOT_FOUND = 404;
    private static final int CONFLICT = 409;
    private static final int FAILED = 500;

    /** Keys of a machine file that may be given, as the body and as {@link MachineEdit} name them. */
    private static final Map<String, String> KEYS = Map.of("address", "addresses", "hostname", "hostname", "boot", "boot");

    private final Deeds deeds;

    DeedPages(Deeds deeds) {
        this.deeds = deeds;
    }

    Document answer(Question question, Caller by) {
        JsonNode body;
        try {
            body = JSON.readTree(question.body());
        } catch (JacksonException broken) {
            return Document.plain(BAD, "the body is no JSON: " + broken.getOriginalMessage());
        }
        try {
            String path = question.path();
            if (path.equals("/api/v1/leases/release")) {
                return release(body, by);
            }
            if (path.startsWith(MACHINES)) {
                String[] words = path.substring(MACHINES.length()).split("/", -1);
                if (words.length == 2 && words[1].equals("boot")) {
                    return boot(words[0], body, by);
                }
                if (words.length == 2 && words[1].equals("adopt")) {
                    return adopt(words[0], body, by);
                }
            }
            return Document.plain(NOT_FOUND, "nothing can be changed here");
        } catch (StoreException refused) {
            return Document.plain(status(refused), refused.getMessage());
        }
    }

    private Document boot(String name, JsonNode body, Caller by) throws StoreException {
        Optional<BootIntent> intent = BootIntent.parse(body.path("boot").asString(""));
        if (intent.isEmpty()) {
            return Document.plain(BAD, "boot is netboot, disk or netboot-once");
        }
        deeds.boot(name, intent.get(), by);
        return Json.document(Json.object().put("name", name).put("boot", intent.get().key()));
    }

    private Document adopt(String station, JsonNode body, Caller by) throws StoreException {
        Optional<Mac> mac = Mac.parse(station);
        String name = body.path("name").asString("").strip();
        if (mac.isEmpty() || name.isEmpty()) {
            return Document.plain(BAD, "to adopt a machine give its hardware address in the path, and its name");
        }
        var keys = new LinkedHashMap<String, List<String>>();
        KEYS.forEach((given, key) -> {
            String value = body.path(given).asString("").strip();
            if (!value.isEmpty()) {
                keys.put(key, List.of(value));
            }
        });
        var labels = new LinkedHashMap<String, String>();
        body.path("labels").properties().forEach(label -> labels.put(label.getKey(), label.getValue().asString("")));
        String file = deeds.adopt(mac.get(), name, new MachineEdit(keys, labels, Set.of()), by);
        return Json.document(Json.object().put("name", name).put("file", file));
    }

    private Document release(JsonNode body, Caller by) throws StoreException {
        Optional<Ip4> address = Ip4.parse(body.path("address").asString(""));
        if (address.isEmpty()) {
            return Document.plain(BAD, "address is that of a lease, such as 192.168.1.20");
        }
        deeds.release(new SegmentId(body.path("segment").asString("")), address.get(), by);
        return Json.document(Json.object().put("released", address.get().toString()));
    }

    private static int status(StoreException refused) {
        return switch (refused.kind()) {
            case MISSING -> NOT_FOUND;
            case BAD_NAME, BAD_OBJECT -> BAD;
            case CONFLICT -> CONFLICT;
            case READ_ONLY, NO_SPACE, FAILED -> FAILED;
        };
    }
}
