package dev.lamplighter.appliance;

import dev.lamplighter.cli.Command;
import dev.lamplighter.cli.Console;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** gRPC's part of the training: certificates by our own command. */
final class RpcTraining {

    private RpcTraining() {}

    /** The flags that turn gRPC on; none where the command that makes certificates is missing. */
    static List<String> flags(Path folder, Optional<Command> certs) throws IOException {
        if (certs.isEmpty()) {
            return List.of();
        }
        if (certs.get().run(List.of("init", "--dir", folder.toString(), "--san", "IP.1:127.0.0.1"), Console.ofProcess()) != 0) {
            throw new IOException("no certificates were made");
        }
        return List.of("-rpc-address=127.0.0.1:0", "-cert-file=" + folder.resolve("server.crt"), "-key-file=" + folder.resolve("server.key"),
                "-ca-file=" + folder.resolve("ca.crt"));
    }
}
