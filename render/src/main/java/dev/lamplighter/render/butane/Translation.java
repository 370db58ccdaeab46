package dev.lamplighter.render.butane;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;

/** What became of a Butane document. */
public sealed interface Translation {

    List<Entry> report();

    /**
     * It is an Ignition configuration now, or a MachineConfig.
     *
     * @param text without a line end
     * @param report warnings
     */
    record Translated(String text, List<Entry> report) implements Translation {
        public Translated {
            report = List.copyOf(report);
        }

        /** The text in UTF-8. */
        public byte[] output() {
            return text.getBytes(UTF_8);
        }
    }

    /**
     * It could not be translated.
     *
     * @param message as {@code butane} words it, such as {@code source config is invalid}
     * @param report errors and warnings; empty if the document was not understood at all
     */
    record Failed(String message, List<Entry> report) implements Translation {
        static final String STRICT = "Config produced warnings and --strict was specified";

        public Failed {
            report = List.copyOf(report);
        }

        /** Whether it has nothing but warnings, which were not to be tolerated. */
        boolean isStrict() {
            return message.equals(STRICT);
        }
    }
}
