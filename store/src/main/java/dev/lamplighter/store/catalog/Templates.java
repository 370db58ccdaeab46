package dev.lamplighter.store.catalog;

import dev.lamplighter.model.Bytes;
import dev.lamplighter.model.Reason;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The templates that were asked for lately, in memory and followed; the one not asked for longest goes first. */
final class Templates {

    private record Held(Template template, Optional<Signature> signature, boolean sure) {

        long bytes() {
            return template instanceof Template.Found found ? found.content().length() : 0;
        }
    }

    private final FileCatalogSettings settings;
    private final LinkedHashMap<Path, Held> held = new LinkedHashMap<>(16, 0.75f, true);
    private long bytes;

    Templates(FileCatalogSettings settings) {
        this.settings = settings;
    }

    boolean holds(Path path) {
        return held.containsKey(path);
    }

    /** What is known of {@code path} without looking. */
    Optional<Template> ifSure(Path path) {
        return Optional.ofNullable(held.get(path)).filter(Held::sure).map(Held::template);
    }

    /** The file may have changed. */
    void doubt(Path path) {
        held.computeIfPresent(path, (same, was) -> new Held(was.template(), Optional.empty(), false));
    }

    /** Any file may have changed; one whose signature is the same has not. */
    void doubtAll() {
        held.replaceAll((path, was) -> new Held(was.template(), was.signature(), false));
    }

    /** Reads {@code path} unless what is held is certainly the same. {@code name} is for people. */
    Template load(Path path, String name, Watcher watcher) throws CannotWatch {
        watcher.follow(path);
        Optional<Signature> now;
        boolean sure = true;
        try {
            now = Signature.of(path);
        } catch (IOException unknown) {
            now = Optional.empty();
            sure = false;
        }
        var before = Optional.ofNullable(held.get(path));
        var read = before.flatMap(Held::signature);
        boolean same = read.isPresent() && now.isPresent() && read.get().stillOf(now.get());
        var template = same ? before.get().template() : keep(before.map(Held::template), read(path, name));
        bytes -= before.map(Held::bytes).orElse(0L);
        var kept = new Held(template, now, sure);
        held.put(path, kept);
        bytes += kept.bytes();
        return template;
    }

    /** What was there before, where a second look found the same content. */
    private static Template keep(Optional<Template> before, Template now) {
        return before.filter(was -> was instanceof Template.Found old && now instanceof Template.Found found
                && old.content().equals(found.content())).orElse(now);
    }

    private Template read(Path path, String name) {
        return switch (FileContent.read(path, settings.mostFileBytes())) {
            case Parsed.Good<Bytes>(Bytes content) -> new Template.Found(name, content);
            case Parsed.Bad<Bytes> bad -> new Template.Missing(new Reason("template-missing", name + " " + bad.message()));
        };
    }

    /** Drops what is too much and returns it, so that it is no longer followed. */
    List<Path> shrink() {
        var dropped = new ArrayList<Path>();
        var oldest = held.entrySet().iterator();
        while (held.size() > settings.mostTemplates() || bytes > settings.mostTemplateBytes()) {
            Map.Entry<Path, Held> gone = oldest.next();
            bytes -= gone.getValue().bytes();
            dropped.add(gone.getKey());
            oldest.remove();
        }
        return dropped;
    }
}
