package dev.lamplighter.audit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Names and numbers of users. May read a file. */
public interface Users {

    Optional<String> name(long uid);

    OptionalLong uid(String name);

    /** Nobody is known. */
    static Users none() {
        return of(List.of());
    }

    /** Those of this host's {@code /etc/passwd} (passwd(5)), as it is when one is asked for. */
    static Users ofHost() {
        return new Users() {
            @Override
            public Optional<String> name(long uid) {
                return of(lines()).name(uid);
            }

            @Override
            public OptionalLong uid(String name) {
                return of(lines()).uid(name);
            }

            private List<String> lines() {
                try {
                    return Files.readAllLines(Path.of("/etc/passwd"), StandardCharsets.ISO_8859_1);
                } catch (IOException unreadable) {
                    return List.of();
                }
            }
        };
    }

    /** Those that {@code lines} of that file's form name. */
    static Users of(List<String> lines) {
        List<String[]> users = lines.stream().map(line -> line.split(":", -1)).filter(parts -> parts.length >= 3 && parts[2].matches("\\d{1,10}")).toList();
        return new Users() {
            @Override
            public Optional<String> name(long uid) {
                return users.stream().filter(parts -> Long.parseLong(parts[2]) == uid).map(parts -> parts[0]).findFirst();
            }

            @Override
            public OptionalLong uid(String name) {
                return users.stream().filter(parts -> parts[0].equals(name)).mapToLong(parts -> Long.parseLong(parts[2])).findFirst();
            }
        };
    }
}
