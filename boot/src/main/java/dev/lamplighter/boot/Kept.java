package dev.lamplighter.boot;

import dev.lamplighter.store.catalog.Template;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.function.Function;

/** What was made of templates, kept until they change: a bounded memory in which the one not used longest goes first. For any thread. */
final class Kept<T> {

    private final int most;
    private final Function<Template.Found, T> make;
    private final LinkedHashMap<Template.Found, T> kept = new LinkedHashMap<>(16, 0.75f, true);

    Kept(int most, Function<Template.Found, T> make) {
        this.most = most;
        this.make = make;
    }

    synchronized Optional<T> ifMade(Template.Found template) {
        return Optional.ofNullable(kept.get(template));
    }

    /** Makes it where that was not done yet; two threads may do so at once. */
    T of(Template.Found template) {
        return ifMade(template).orElseGet(() -> keep(template, make.apply(template)));
    }

    private synchronized T keep(Template.Found template, T made) {
        kept.put(template, made);
        var oldest = kept.entrySet().iterator();
        while (kept.size() > most) {
            oldest.next();
            oldest.remove();
        }
        return made;
    }
}
