package dev.lamplighter.store.catalog;

import dev.lamplighter.model.Bytes;
import dev.lamplighter.model.Reason;

/** What is behind the name of a template. The same object is returned until the file changes, so what is made of it may be kept beside it. */
public sealed interface Template {

    /** The content; {@code file} is its name below the data folder, for people. Compared by identity: content may be large. */
    final class Found implements Template {

        private final String file;
        private final Bytes content;

        public Found(String file, Bytes content) {
            this.file = file;
            this.content = content;
        }

        public String file() {
            return file;
        }

        public Bytes content() {
            return content;
        }
    }

    /** There is none, or it cannot be read; the reason says which and names the file. */
    record Missing(Reason reason) implements Template {}
}
