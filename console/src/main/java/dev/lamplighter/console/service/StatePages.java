package dev.lamplighter.console.service;

import dev.lamplighter.console.metrics.Facts.SegmentUse;
import dev.lamplighter.console.metrics.Facts;
import dev.lamplighter.console.service.Page.Document;
import dev.lamplighter.console.service.RecentTrouble.Trouble;
import dev.lamplighter.net.Listening;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import tools.jackson.databind.node.ObjectNode;

/** How the appliance itself is: whether it can serve, what listens, what it has, and what went wrong lately. */
public record StatePages(String version, Instant since, Supplier<List<Listening>> doors, Facts facts, RecentTrouble trouble) {

    Document health() {
        var node = Json.object().put("version", version).put("since", since.toString());
        var unready = facts.unready();
        node.put("ready", unready.isEmpty());
        unready.ifPresent(why -> node.put("why", why));
        node.put("eventsLost", facts.eventsLost());
        var listening = node.putArray("doors");
        doors.get().forEach(door -> listening.addObject().put("service", door.service()).put("where", door.where()).put("detail", door.detail()));
        var catalog = node.putObject("catalog");
        facts.catalog().forEach(catalog::put);
        var certificates = node.putObject("certificates");
        facts.certificates().forEach((what, ends) -> certificates.put(what, ends.toString()));
        var segments = node.putArray("segments");
        facts.segments().forEach(use -> put(segments.addObject(), use));
        return Json.document(node);
    }

    private static void put(ObjectNode node, SegmentUse use) {
        node.put("name", use.name());
        var leases = node.putObject("leases");
        use.leases().forEach(leases::put);
        var pools = node.putArray("pools");
        use.pools().forEach(pool -> pools.addObject().put("subnet", pool.subnet()).put("addresses", pool.addresses()).put("used", pool.used()));
    }

    Document troubles() {
        var node = Json.object();
        var array = node.putArray("trouble");
        trouble.list().forEach(each -> put(array.addObject(), each));
        return Json.document(node);
    }

    private static void put(ObjectNode node, Trouble trouble) {
        var said = trouble.said();
        node.put("level", said.level()).put("code", said.code()).put("sentence", said.sentence()).put("first", trouble.first().toString())
                .put("last", trouble.last().toString()).put("times", trouble.times());
        if (!said.file().isEmpty()) {
            node.put("file", said.file()).put("line", said.line()).put("column", said.column());
        }
    }
}
