package dev.lamplighter.boot;

import dev.lamplighter.store.catalog.Template;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.function.Function;

/**
 * What was made of template files, kept until they change. Of each file there is only the newest; beyond the bounds the one not used longest
 * goes first, and one that is larger than all may be together is made each time. For any thread.
 */
final class Kept<T> {

    private final int most;
    private final long mostOctets;
    private final Function<Template.Found, T> make;
    private final LinkedHashMap<String, Entry<T>> byFile = new LinkedHashMap<>(16, 0.75f, true);
    private long octets;

    private record Entry<T>(Template.Found source, T made) {
        boolean isOf(Template.Found template) {
            return source == template;
        }
    }

    /** Keeps at most {@code most}, made of at most {@code mostOctets} octets of source together. */
    Kept(int most, long mostOctets, Function<Template.Found, T> make) {
        this.most = most;
        this.mostOctets = mostOctets;
        this.make = make;
    }

    synchronized Optional<T> ifMade(Template.Found template) {
        return Optional.ofNullable(byFile.get(template.file())).filter(entry -> entry.isOf(template)).map(Entry::made);
    }

    /** Makes it where that was not done yet; two threads may do so at once. */
    T of(Template.Found template) {
        return ifMade(template).orElseGet(() -> keep(template, make.apply(template)));
    }

    private synchronized T keep(Template.Found template, T made) {
        Optional.ofNullable(byFile.remove(template.file())).ifPresent(this::forget);
        if (template.content().length() > mostOctets) {
            return made;
        }
        byFile.put(template.file(), new Entry<>(template, made));
        octets += template.content().length();
        var oldest = byFile.values().iterator();
        while (byFile.size() > most || octets > mostOctets) {
            forget(oldest.next());
            oldest.remove();
        }
        return made;
    }

    private void forget(Entry<T> entry) {
        octets -= entry.source().content().length();
    }
}
