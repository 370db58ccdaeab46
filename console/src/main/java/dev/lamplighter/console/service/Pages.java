package dev.lamplighter.console.service;

import dev.lamplighter.console.service.Page.Document;
import dev.lamplighter.timeline.Boot;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** What the admin door answers to a path; only questions, no changes. */
public final class Pages {

    private static final int NOT_FOUND = 404;
    private static final int NOT_ALLOWED = 405;
    private static final int MOST = 10_000;

    private final LiveBoots boots;
    private final Supplier<Optional<String>> unready;

    /** {@code unready} says why the appliance cannot serve just now, if it cannot. */
    public Pages(LiveBoots boots, Supplier<Optional<String>> unready) {
        this.boots = boots;
        this.unready = unready;
    }

    /** {@code path} without the query, whose values are {@code query}. */
    public Page answer(String method, String path, Map<String, String> query) {
        if (!method.equals("GET") && !method.equals("HEAD")) {
            return Document.plain(NOT_ALLOWED, "only GET and HEAD");
        }
        return switch (path) {
            case "/healthz" -> Document.plain(200, "ok");
            case "/readyz" -> unready.get().map(why -> Document.plain(503, why)).orElseGet(() -> Document.plain(200, "ok"));
            case "/api/v1/boots" -> Document.json(BootJson.list(chosen(query)));
            case "/api/v1/boots/stream" -> new Page.Stream();
            default -> Document.plain(NOT_FOUND, "no such page");
        };
    }

    private List<Boot> chosen(Map<String, String> query) {
        String machine = query.getOrDefault("machine", "").toLowerCase(Locale.ROOT).replace('-', ':');
        return boots.boots().stream().filter(boot -> machine.isEmpty() || is(boot, machine)).limit(MOST).toList();
    }

    /** By hardware address, UUID or address. */
    private static boolean is(Boot boot, String machine) {
        return boot.mac().filter(mac -> mac.toString().equals(machine)).isPresent()
                || boot.uuid().filter(uuid -> uuid.toString().replace('-', ':').equals(machine)).isPresent()
                || boot.addresses().contains(machine);
    }
}
