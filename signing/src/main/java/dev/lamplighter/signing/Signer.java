package dev.lamplighter.signing;

import dev.lamplighter.model.Bytes;

/** Signs documents as they are served. Takes milliseconds of a processor, so it is no work for an event loop; for any thread. */
public interface Signer {

    /** How a signature is written: as it is, or as lines of text (RFC 4880 section 6.2). */
    enum Form { BINARY, ARMOURED }

    /** A detached signature over {@code document}. */
    Bytes sign(Bytes document, Form form);
}
