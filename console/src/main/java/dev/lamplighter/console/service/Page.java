package dev.lamplighter.console.service;

import java.util.Set;

/** An answer of the admin door: a whole document, or a stream that goes on. */
public sealed interface Page {

    /** {@code status} is HTTP's. */
    record Document(int status, String mediaType, String text) implements Page {

        public static Document json(String text) {
            return new Document(200, "application/json", text);
        }

        public static Document plain(int status, String text) {
            return new Document(status, "text/plain; charset=utf-8", text + "\n");
        }
    }

    /**
     * Boots as they change, of the machine with one of these names or of all, as server-sent events (HTML standard, section 9.2); with {@code signals} also what else
     * has changed.
     */
    record Stream(Set<String> machines, boolean signals) implements Page {
        public Stream {
            machines = Set.copyOf(machines);
        }
    }
}
