package dev.lamplighter.console.service;

import dev.lamplighter.console.service.PastBoots.Kept;
import dev.lamplighter.model.Mac;
import dev.lamplighter.timeline.Boot;
import dev.lamplighter.timeline.Diagnosis;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** How the last boot of each machine went, also of those that booted before this process began: those are read when they are asked for first. */
public final class LastBoots implements Consumer<List<Boot>> {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final PastBoots past;
    private final int most;
    /** The machine heard of last is at the end. */
    private final Map<Mac, Last> byMac = new LinkedHashMap<>();
    private volatile boolean complete;

    /** Of at most {@code most} machines. */
    public LastBoots(PastBoots past, int most) {
        this.past = past;
        this.most = most;
    }

    /** A boot in short; {@code trouble} is why it stopped, {@code check} what to look at. */
    public record Last(String id, String state, String stage, Instant began, Instant at, Optional<String> trouble, Optional<String> check) {

        static Last of(Boot boot) {
            return new Last(boot.id(), boot.state().key(), boot.stage().key(), boot.began(), boot.last(), boot.diagnosis().map(Diagnosis::sentence),
                    boot.diagnosis().map(Diagnosis::check));
        }

        static Last of(JsonNode boot) {
            JsonNode diagnosis = boot.path("diagnosis");
            return new Last(boot.path("id").asString(""), boot.path("state").asString(""), boot.path("stage").asString(""), Instant.parse(boot.path("began").asString("")),
                    Instant.parse(boot.path("last").asString("")), diagnosis.path("sentence").asStringOpt(), diagnosis.path("check").asStringOpt());
        }
    }

    /** Takes in what has changed. */
    @Override
    public synchronized void accept(List<Boot> changed) {
        changed.forEach(boot -> boot.mac().ifPresent(mac -> keep(mac, Last.of(boot))));
    }

    private void keep(Mac mac, Last boot) {
        Last known = byMac.get(mac);
        if (known == null || !boot.began().isBefore(known.began())) {
            byMac.remove(mac);
            byMac.put(mac, boot);
            if (byMac.size() > most) {
                byMac.remove(byMac.keySet().iterator().next());
            }
        }
    }

    /** By hardware address. May wait for the disk. */
    All all() {
        Optional<String> trouble = complete ? Optional.empty() : remember();
        synchronized (this) {
            return new All(Map.copyOf(byMac), trouble);
        }
    }

    /** The last boots by hardware address, and why those of before are not among them, if so. */
    record All(Map<Mac, Last> boots, Optional<String> trouble) {}

    /** Reads the boots of before, and tells why they cannot be read. A row that holds no boot is passed over. */
    private Optional<String> remember() {
        List<Kept> kept;
        try {
            kept = past.latest(most).reversed();
        } catch (IOException unreadable) {
            return Optional.of("past boots cannot be read: " + unreadable.getMessage());
        }
        int broken = 0;
        for (Kept boot : kept) {
            try {
                JsonNode node = JSON.readTree(boot.json());
                Optional<Mac> mac = Mac.parse(node.path("mac").asString(""));
                if (mac.isPresent()) {
                    add(mac.get(), Last.of(node));
                }
            } catch (JacksonException | DateTimeException noBoot) {
                broken++;
            }
        }
        complete = true;
        return broken == 0 ? Optional.empty() : Optional.of(broken + " past boots were not kept as they should be, and are passed over");
    }

    private synchronized void add(Mac mac, Last boot) {
        if (!byMac.containsKey(mac)) {
            keep(mac, boot);
        }
    }
}
