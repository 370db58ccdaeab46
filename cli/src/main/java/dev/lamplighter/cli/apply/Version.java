package dev.lamplighter.cli.apply;

import dev.lamplighter.cli.remote.Put;
import dev.lamplighter.cli.remote.Sha256;
import dev.lamplighter.model.Bytes;

/** What an object says at one place. Two versions are the same when their digests are. */
sealed interface Version {

    /** SHA-256 of all that the object says. */
    Bytes sha256();

    /** All of it. */
    record Whole(Put put, Bytes sha256) implements Version {

        static Whole of(Put put) {
            return new Whole(put, Sha256.of(put.text()));
        }
    }

    /** Its digest alone: a template that the server listed. */
    record Digest(Bytes sha256) implements Version {}
}
