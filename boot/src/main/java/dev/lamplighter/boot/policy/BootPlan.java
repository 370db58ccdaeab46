package dev.lamplighter.boot.policy;

import dev.lamplighter.model.Reason;
import java.net.URI;

/** What a client is told to boot, and why. */
public sealed interface BootPlan {

    Reason reason();

    /** Fetch this file from us by TFTP and start it. */
    record Chainload(String file, Reason reason) implements BootPlan {}

    /** Open this URL. */
    record OpenUrl(URI url, Reason reason) implements BootPlan {}

    /** A Raspberry Pi: it fetches files from us by TFTP, whose names it knows itself. */
    record OwnFiles(Reason reason) implements BootPlan {}

    /** Leave the network and boot from the disk. */
    record LocalDisk(Reason reason) implements BootPlan {}

    /** We have nothing for it to boot. */
    record Nothing(Reason reason) implements BootPlan {}
}
