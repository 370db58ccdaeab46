package dev.lamplighter.boot;

import dev.lamplighter.store.catalog.Template;
import java.util.Optional;
import java.util.function.Function;

/** What was made of template files, kept until they change. Of each file there is only the newest. For any thread. */
final class Kept<T> {

    private final Function<Template.Found, T> make;
    private final Recent<String, Entry<T>> byFile;

    private record Entry<T>(Template.Found source, T made) {
        boolean isOf(Template.Found template) {
            return source == template;
        }
    }

    /** Keeps at most {@code most}, made of at most {@code mostOctets} octets of source together. */
    Kept(int most, long mostOctets, Function<Template.Found, T> make) {
        this.byFile = new Recent<>(most, mostOctets);
        this.make = make;
    }

    Optional<T> ifMade(Template.Found template) {
        return byFile.get(template.file()).filter(entry -> entry.isOf(template)).map(Entry::made);
    }

    /** Makes it where that was not done yet; two threads may do so at once. */
    T of(Template.Found template) {
        return ifMade(template).orElseGet(() -> {
            T made = make.apply(template);
            byFile.put(template.file(), new Entry<>(template, made), template.content().length());
            return made;
        });
    }
}
