package dev.lamplighter.console.service;

import dev.lamplighter.console.service.Page.Document;
import dev.lamplighter.console.service.PastBoots.Kept;
import dev.lamplighter.timeline.Boot;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Boots, those that are under way or were just now, and those that were kept. */
final class BootPages {

    private final LiveBoots boots;
    private final PastBoots past;

    BootPages(LiveBoots boots, PastBoots past) {
        this.boots = boots;
        this.past = past;
    }

    /** At most {@code most}, of the machine with one of these names or of all, the one that began last in front. */
    Document list(Set<String> machines, int most) {
        List<Boot> live = boots.boots();
        Set<String> ids = live.stream().map(Boot::id).collect(Collectors.toCollection(HashSet::new));
        var found = new ArrayList<Kept>();
        String trouble = "";
        try {
            for (Optional<String> machine : machines.isEmpty() ? List.of(Optional.<String>empty()) : machines.stream().map(Optional::of).toList()) {
                past.boots(machine, most).stream().filter(kept -> ids.add(kept.id())).forEach(found::add);
            }
        } catch (IOException unreadable) {
            trouble = ",\"trouble\":" + Json.text("past boots cannot be read: " + unreadable.getMessage());
        }
        live.stream().filter(boot -> machines.isEmpty() || !Collections.disjoint(BootNames.of(boot), machines)).limit(most)
                .forEach(boot -> found.add(new Kept(boot.id(), boot.began(), BootJson.line(boot))));
        return Document.json(found.stream().sorted(Comparator.comparing(Kept::began).reversed()).limit(most).map(Kept::json)
                .collect(Collectors.joining(",\n", "{\"boots\":[", "]" + trouble + "}\n")));
    }
}
