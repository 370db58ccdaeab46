package dev.lamplighter.cli.remote;

import dev.lamplighter.cli.Said;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A folder with certificates for both ends, made as a user makes them. */
public record Certificates(Path folder) {

    public static Certificates in(Path folder, String names) {
        var said = Said.by(Map.of(), "", List.of("certs", "init", "--dir", folder.toString(), "--san", names));
        if (said.code() != 0) {
            throw new IllegalStateException(said.err());
        }
        return new Certificates(folder);
    }

    public Path file(String name) {
        return folder.resolve(name);
    }
}
