package dev.lamplighter.tftp.service;

import java.util.Optional;

/** How octets of a file travel (RFC 1350 section 1). */
public enum TransferMode {
    OCTET,
    /** Text with CR LF at line ends and CR NUL for a bare CR (RFC 764). */
    NETASCII;

    /** Reads the mode of a request in any letter case; there is no third one, as {@code mail} is obsolete. */
    public static Optional<TransferMode> of(String mode) {
        for (TransferMode each : values()) {
            if (each.name().equalsIgnoreCase(mode)) {
                return Optional.of(each);
            }
        }
        return Optional.empty();
    }
}
