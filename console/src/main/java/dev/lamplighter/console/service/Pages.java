package dev.lamplighter.console.service;

import dev.lamplighter.console.service.Page.Document;
import dev.lamplighter.console.service.PastBoots.Kept;
import dev.lamplighter.timeline.Boot;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What the admin door answers to a path; only questions, no changes. May wait for a disk. */
public final class Pages {

    private static final int NOT_FOUND = 404;
    private static final int NOT_ALLOWED = 405;
    private static final int BAD = 400;
    private static final int MOST = 10_000;
    private static final int USUAL = 100;

    private final LiveBoots boots;
    private final PastBoots past;
    private final Health health;
    private final Explainer explainer;

    public Pages(LiveBoots boots, PastBoots past, Health health, Explainer explainer) {
        this.boots = boots;
        this.past = past;
        this.health = health;
        this.explainer = explainer;
    }

    /** {@code path} without the query, whose values are {@code query}. */
    public Page answer(String method, String path, Map<String, String> query) {
        if (!method.equals("GET") && !method.equals("HEAD")) {
            return Document.plain(NOT_ALLOWED, "only GET and HEAD");
        }
        Optional<String> machine = Optional.of(BootNames.asked(query.getOrDefault("machine", ""))).filter(name -> !name.isEmpty());
        return switch (path) {
            case Health.ALIVE -> health.alive();
            case Health.READY -> health.ready();
            case "/api/v1/boots" -> boots(machine, query.getOrDefault("limit", Integer.toString(USUAL)));
            case "/api/v1/walk" -> walk(query);
            case "/api/v1/boots/stream" -> new Page.Stream(machine);
            default -> Document.plain(NOT_FOUND, "no such page");
        };
    }

    private Document walk(Map<String, String> query) {
        try {
            return Document.json(explainer.explain(query) + "\n");
        } catch (Explainer.Misasked wrong) {
            return Document.plain(BAD, wrong.getMessage());
        }
    }

    private Document boots(Optional<String> machine, String limit) {
        if (!limit.matches("[1-9][0-9]{0,8}")) {
            return Document.plain(BAD, "limit is a whole number from 1 on");
        }
        int most = Math.min(Integer.parseInt(limit), MOST);
        List<Boot> live = boots.boots();
        Set<String> ids = live.stream().map(Boot::id).collect(Collectors.toSet());
        var found = new ArrayList<Kept>();
        String trouble = "";
        try {
            past.boots(machine, most).stream().filter(kept -> !ids.contains(kept.id())).forEach(found::add);
        } catch (IOException unreadable) {
            trouble = ",\"trouble\":" + BootJson.text("past boots cannot be read: " + unreadable.getMessage());
        }
        live.stream().filter(boot -> machine.isEmpty() || BootNames.of(boot).contains(machine.get())).limit(most)
                .forEach(boot -> found.add(new Kept(boot.id(), boot.began(), BootJson.line(boot))));
        return Document.json(found.stream().sorted(Comparator.comparing(Kept::began).reversed()).limit(most).map(Kept::json)
                .collect(Collectors.joining(",\n", "{\"boots\":[", "]" + trouble + "}\n")));
    }
}
