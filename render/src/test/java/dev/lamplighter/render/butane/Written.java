package dev.lamplighter.render.butane;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lamplighter.render.butane.Translation.Failed;
import dev.lamplighter.render.butane.Translation.Translated;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A Butane document as an operator wrote it, and what becomes of it. */
record Written(String text, ButaneOptions options) {

    /** A document of {@code variant version}, such as {@code fcos 1.7.0}. */
    static Written as(String dialect, String rest) {
        String[] words = dialect.split(" ", -1);
        return document("variant: " + words[0] + "\nversion: " + words[1] + "\n" + rest);
    }

    static Written fcos(String rest) {
        return as("fcos 1.7.0", rest);
    }

    static Written document(String text) {
        return new Written(text, ButaneOptions.served());
    }

    Written with(Path files) {
        return new Written(text, new ButaneOptions(Optional.of(files), false, false, options.raw(), options.limits()));
    }

    Written raw() {
        return new Written(text, new ButaneOptions(options.filesDir(), false, false, true, options.limits()));
    }

    Written strict() {
        return new Written(text, new ButaneOptions(options.filesDir(), true, false, false, options.limits()));
    }

    Written pretty() {
        return new Written(text, new ButaneOptions(options.filesDir(), false, true, false, options.limits()));
    }

    Written within(ButaneLimits limits) {
        return new Written(text, new ButaneOptions(options.filesDir(), false, false, false, limits));
    }

    Translation translation() {
        return Butane.translate(text.getBytes(UTF_8), options);
    }

    /** What came out. */
    String ignition() {
        Translation translation = translation();
        assertThat(translation).isInstanceOf(Translated.class);
        return ((Translated) translation).text();
    }

    /** What came out behind the section {@code ignition}. */
    String sections() {
        return ignition().replaceFirst("^\\{\"ignition\":\\{\"version\":\"[^\"]*\"},?", "{");
    }

    /** Why nothing came out. */
    String failure() {
        Translation translation = translation();
        assertThat(translation).isInstanceOf(Failed.class);
        return ((Failed) translation).message();
    }

    /** The remarks, as {@code --raw-errors} prints them. */
    List<String> remarks() {
        return translation().report().stream().map(Entry::toString).toList();
    }
}
