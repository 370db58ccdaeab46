package dev.lamplighter.render.butane;

import dev.lamplighter.render.ignition.Origin;
import dev.lamplighter.render.ignition.Schema;
import dev.lamplighter.render.ignition.Section;
import java.util.List;
import java.util.Optional;

/** Copies what Butane and Ignition say alike, in Ignition's spelling, and leaves the rest to the sugar of each kind of object. */
final class Copier {

    /** Writes what an object of the document says in Butane's own words. */
    interface Sugar {
        void write(Section source, Section target);
    }

    private final int minor;
    private final Sugar sugar;

    Copier(int minor, Sugar sugar) {
        this.minor = minor;
        this.sugar = sugar;
    }

    static Origin from(Section source, String name) {
        return new Origin.Source(source.pathOf(name));
    }

    void copy(Section source, Section target) {
        for (Schema.Field field : source.schema().fields(minor)) {
            String name = camel(field.name());
            Optional<Schema.Field> known = target.schema().exactly(name, minor);
            if (known.isPresent() && known.get().type().getClass() == field.type().getClass()) {
                value(source, field, target, known.get());
            }
        }
        sugar.write(source, target);
    }

    private void value(Section source, Schema.Field field, Section target, Schema.Field known) {
        String from = field.name();
        String to = known.name();
        Origin origin = from(source, from);
        boolean always = known.presence(minor) != Schema.Presence.GIVEN;
        switch (field.type()) {
            case Schema.Type.Text _, Schema.Type.Whole _, Schema.Type.Flag _ -> {
                source.value(from).ifPresent(value -> target.put(to, value, origin));
                if (always) {
                    target.mark(to, origin);
                }
            }
            case Schema.Type.Texts _ -> {
                List<String> texts = source.texts(from);
                for (int i = 0; i < texts.size(); i++) {
                    target.addText(to, texts.get(i), from(source, from + "." + i));
                }
                if (source.has(from)) {
                    target.mark(to, origin);
                }
            }
            case Schema.Type.Part _ -> {
                if (source.has(from)) {
                    copy(source.part(from), target.open(to, origin));
                }
            }
            case Schema.Type.Parts _ -> {
                for (Section part : source.parts(from)) {
                    copy(part, target.add(to, from(part, "")));
                }
                if (source.has(from)) {
                    target.mark(to, origin);
                }
            }
        }
    }

    /** {@code size_mib} is {@code sizeMiB} to Ignition. */
    static String camel(String snake) {
        var camel = new StringBuilder();
        String[] words = snake.split("_", -1);
        for (int i = 0; i < words.length; i++) {
            String word = words[i];
            boolean first = i == 0 || word.isEmpty();
            camel.append(word.equals("mib") ? "MiB" : first ? word : Character.toUpperCase(word.charAt(0)) + word.substring(1));
        }
        return camel.toString();
    }
}
