package dev.lamplighter.boot;

import dev.lamplighter.model.Bytes;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What Butane made of texts, kept by the text itself: one that was translated lately is not translated again, from whichever file and for whichever
 * machine it was rendered. For any thread.
 */
final class Translations {

    private static final int LOCKS = 16;

    /** So many octets of texts are translated at once: a translation takes about a hundred times its text of memory. */
    private static final int OCTETS_AT_ONCE = 1 << 20;

    private final Recent<Bytes, IgnitionDocument> kept;
    private final Function<Bytes, IgnitionDocument> translate;
    private final Object[] locks = Stream.generate(Object::new).limit(LOCKS).toArray();
    private final Turns turns = new Turns(OCTETS_AT_ONCE);

    /** Keeps at most {@code most}, of at most {@code mostOctets} octets together, texts and configs. */
    Translations(int most, long mostOctets, Function<Bytes, IgnitionDocument> translate) {
        this.kept = new Recent<>(most, mostOctets);
        this.translate = translate;
    }

    Optional<IgnitionDocument> ifMade(Bytes text) {
        return kept.get(text);
    }

    /** Translates where that was not done yet. Who asks for the same text meanwhile waits and gets the same. */
    IgnitionDocument of(Bytes text) {
        synchronized (locks[Math.floorMod(text.hashCode(), LOCKS)]) {
            return ifMade(text).orElseGet(() -> {
                IgnitionDocument made = turns.take(text.length(), () -> translate.apply(text));
                kept.put(text, made, (long) text.length() + made.octets());
                return made;
            });
        }
    }
}
