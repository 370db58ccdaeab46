package dev.lamplighter.http;

import dev.lamplighter.boot.Ask;
import dev.lamplighter.boot.Body;
import dev.lamplighter.boot.Resource;
import dev.lamplighter.model.Arrival;
import dev.lamplighter.model.Bytes;
import dev.lamplighter.model.Outcome;
import dev.lamplighter.model.Reason;
import dev.lamplighter.model.Responder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Answers with the assets of a folder, and with documents that are the same for every machine. What has no document is ignored. */
public record FolderBoot(Path assets, Map<Resource, String> documents) implements Responder<Ask, Body> {

    public static final String SCRIPT = "#!ipxe\nchain ipxe?uuid=${uuid}&mac=${mac:hexhyp}&domain=${domain}&hostname=${hostname}&serial=${serial}"
            + "&arch=${buildarch:uristring}\n";

    private static final Reason ABSENT = new Reason("asset-absent", "no such asset");
    private static final Reason NO_GROUP = new Reason("no-group", "no group matches");

    public FolderBoot {
        documents = Map.copyOf(documents);
    }

    @Override
    public Outcome<Body> answer(Ask asked, Arrival arrival) {
        return switch (asked.what()) {
            case Resource.BootScript() -> text(SCRIPT);
            case Resource.Asset(String path) -> new Outcome.Later<>(() -> asset(path));
            case Resource.BootFile _, Resource.BootDone _ -> new Outcome.Ignored<>(ABSENT);
            case Resource.Document document -> document(document);
            case Resource.Seed seed -> document(seed);
        };
    }

    private Outcome<Body> document(Resource what) {
        return documents.containsKey(what) ? text(documents.get(what)) : new Outcome.Ignored<>(NO_GROUP);
    }

    private Outcome<Body> asset(String path) {
        Path file = assets.resolve(path);
        return Files.exists(file) ? new Outcome.Reply<>(new Body.OnDisk(file)) : new Outcome.Ignored<>(ABSENT);
    }

    private static Outcome<Body> text(String text) {
        return new Outcome.Reply<>(new Body.Text(Bytes.utf8(text), Optional.empty()));
    }
}
