package dev.lamplighter.store.catalog;

import dev.lamplighter.model.Bytes;
import dev.lamplighter.model.Group;
import dev.lamplighter.model.Profile;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/** The files of a catalog for who reads or writes them without a store; {@link CatalogText} says what they mean. */
public final class CatalogFile {

    /** The order of names in listings: by their UTF-8 octets. */
    public static final Comparator<String> ORDER = Utf8Order.ASCENDING;

    private CatalogFile() {}

    /** The content of a regular file of {@code mostBytes} at most. Waits for the disk. */
    public static Parsed<Bytes> content(Path file, int mostBytes) {
        return FileContent.read(file, mostBytes);
    }

    /** A group in the form in which a store writes it. */
    public static Bytes text(Group group) {
        return GoJsonWriter.indented(ObjectText.of(group));
    }

    /** A profile in the form in which a store writes it. */
    public static Bytes text(Profile profile) {
        return GoJsonWriter.indented(ObjectText.of(profile));
    }

    /** Any other object in the same style of JSON, its members in their order. */
    public static Bytes text(SequencedMap<String, Object> members) {
        return GoJsonWriter.indented(new GoJsonWriter.Fields(new LinkedHashMap<>(members)));
    }
}
