package dev.lamplighter.tftp.server;

import dev.lamplighter.boot.Body;
import dev.lamplighter.model.Bytes;
import dev.lamplighter.tftp.service.Netascii;
import dev.lamplighter.tftp.service.TransferMode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Opens what a plan names. Waits for the disk, so it is not for event loops. */
final class Library {

    private final OpenFiles files;
    private final int netasciiOctets;

    Library(OpenFiles files, int netasciiOctets) {
        this.files = files;
        this.netasciiOctets = netasciiOctets;
    }

    /** Throws where the file cannot be had; the message is for people. */
    Content open(Body body, TransferMode mode) throws IOException {
        return switch (mode) {
            case OCTET -> switch (body) {
                case Body.Text text -> new Content.InMemory(text.bytes());
                case Body.OnDisk(Path file) -> new Content.OnDisk(files.open(file), files);
            };
            case NETASCII -> new Content.InMemory(Netascii.of(text(body)));
        };
    }

    private Bytes text(Body body) throws IOException {
        return switch (body) {
            case Body.Text text -> text.bytes();
            case Body.OnDisk(Path file) -> {
                if (Files.size(file) > netasciiOctets) {
                    throw new IOException(file + " is too large for netascii (" + netasciiOctets + " octets at most): ask for it in octet mode");
                }
                yield Bytes.owned(Files.readAllBytes(file));
            }
        };
    }
}
