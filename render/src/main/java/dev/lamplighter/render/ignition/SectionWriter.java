package dev.lamplighter.render.ignition;

import dev.lamplighter.render.json.JsonText;
import java.util.List;
import java.util.function.Consumer;

/** Prints sections as compact JSON: values if they were given, empty lists never, and empty objects as told. */
public final class SectionWriter {

    private final int minor;
    private final boolean emptyParts;
    private final StringBuilder json = new StringBuilder();

    /**
     * @param minor fields that came after 3.{@code minor}.0 are not printed
     * @param emptyParts whether an object is printed when there is nothing in it
     */
    public SectionWriter(int minor, boolean emptyParts) {
        this.minor = minor;
        this.emptyParts = emptyParts;
    }

    public String write(Section config) {
        section(config);
        return json.toString();
    }

    private void section(Section section) {
        json.append('{');
        String separator = "";
        for (Schema.Field field : section.schema().fields(minor)) {
            if (isPrinted(section, field)) {
                json.append(separator);
                JsonText.append(json, field.name());
                json.append(':');
                value(section, field);
                separator = ",";
            }
        }
        json.append('}');
    }

    private boolean isPrinted(Section section, Schema.Field field) {
        String name = field.name();
        Schema.Presence presence = field.presence(minor);
        return switch (field.type()) {
            case Schema.Type.Part _ -> emptyParts || (section.has(name) && (minor < field.optionalSince() || hasContent(section.part(name))));
            case Schema.Type.Parts _ -> !section.parts(name).isEmpty();
            case Schema.Type.Texts _ -> !section.texts(name).isEmpty();
            case Schema.Type.Text _ -> isPrinted(presence, section.has(name), section.textOrEmpty(name).isEmpty());
            case Schema.Type.Whole _ -> isPrinted(presence, section.has(name), section.whole(name).orElse(0) == 0);
            case Schema.Type.Flag _ -> isPrinted(presence, section.has(name), !section.isTrue(name));
        };
    }

    private boolean hasContent(Section section) {
        return section.schema().fields(minor).stream().anyMatch(field -> isPrinted(section, field));
    }

    private static boolean isPrinted(Schema.Presence presence, boolean given, boolean empty) {
        return switch (presence) {
            case GIVEN -> given;
            case ALWAYS -> true;
            case NOT_EMPTY -> !empty;
        };
    }

    private void value(Section section, Schema.Field field) {
        String name = field.name();
        switch (field.type()) {
            case Schema.Type.Text _ -> JsonText.append(json, section.textOrEmpty(name));
            case Schema.Type.Whole _ -> json.append(section.whole(name).orElse(0));
            case Schema.Type.Flag _ -> json.append(section.isTrue(name));
            case Schema.Type.Texts _ -> list(section.texts(name), text -> JsonText.append(json, text));
            case Schema.Type.Part _ -> section(section.part(name));
            case Schema.Type.Parts _ -> list(section.parts(name), this::section);
        }
    }

    private <T> void list(List<T> elements, Consumer<T> writer) {
        String separator = "[";
        for (T element : elements) {
            json.append(separator);
            writer.accept(element);
            separator = ",";
        }
        json.append(']');
    }
}
