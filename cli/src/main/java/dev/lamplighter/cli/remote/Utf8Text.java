package dev.lamplighter.cli.remote;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.lamplighter.model.Bytes;
import java.nio.charset.CharacterCodingException;
import java.util.Optional;

/** Content as text. */
public final class Utf8Text {

    private Utf8Text() {}

    /** Empty for what is not UTF-8, or holds a NUL: it is no text. */
    public static Optional<String> of(Bytes content) {
        try {
            String text = UTF_8.newDecoder().decode(content.asBuffer()).toString();
            return text.indexOf('\0') < 0 ? Optional.of(text) : Optional.empty();
        } catch (CharacterCodingException binary) {
            return Optional.empty();
        }
    }
}
