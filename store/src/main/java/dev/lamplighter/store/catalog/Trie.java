package dev.lamplighter.store.catalog;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * An immutable map whose changed copies share almost all with it, so that a change costs the same however much it holds: a hash trie with
 * 32 ways at each level (Bagwell, Ideal Hash Trees, 2001).
 */
final class Trie<K, V> {

    private static final int BITS = 5;
    private static final int HASH_BITS = 32;
    private static final Trie<?, ?> EMPTY = new Trie<>(new Branch(0, new Object[0]), 0);

    /** One pair. */
    private record Leaf(int hash, Object key, Object value) {}

    /** Pairs whose hashes are the same. */
    @SuppressWarnings("ArrayRecordComponent")
    private record Crowd(int hash, Leaf[] leaves) {}

    /** The ways that exist, as bits, and a {@code Leaf}, {@code Crowd} or {@code Branch} for each. */
    @SuppressWarnings("ArrayRecordComponent")
    private record Branch(int ways, Object[] slots) {

        int slot(int way) {
            return Integer.bitCount(ways & (way - 1));
        }

        Branch replaced(int slot, Object with) {
            Object[] copy = slots.clone();
            copy[slot] = with;
            return new Branch(ways, copy);
        }

        Branch inserted(int way, Object with) {
            int slot = slot(way);
            var copy = Arrays.copyOf(slots, slots.length + 1);
            System.arraycopy(slots, slot, copy, slot + 1, slots.length - slot);
            copy[slot] = with;
            return new Branch(ways | way, copy);
        }

        Branch removed(int way) {
            int slot = slot(way);
            var copy = Arrays.copyOf(slots, slots.length - 1);
            System.arraycopy(slots, slot + 1, copy, slot, copy.length - slot);
            return new Branch(ways & ~way, copy);
        }
    }

    private final Branch root;
    private final int size;

    private Trie(Branch root, int size) {
        this.root = root;
        this.size = size;
    }

    @SuppressWarnings("unchecked")
    static <K, V> Trie<K, V> empty() {
        return (Trie<K, V>) EMPTY;
    }

    int size() {
        return size;
    }

    @SuppressWarnings("unchecked")
    Optional<V> get(K key) {
        int hash = spread(key);
        Object node = root;
        for (int shift = 0; node instanceof Branch branch; shift += BITS) {
            int way = way(hash, shift);
            if ((branch.ways & way) == 0) {
                return Optional.empty();
            }
            node = branch.slots[branch.slot(way)];
        }
        for (Leaf leaf : leaves(node)) {
            if (leaf.hash == hash && leaf.key.equals(key)) {
                return Optional.of((V) leaf.value);
            }
        }
        return Optional.empty();
    }

    Trie<K, V> with(K key, V value) {
        var leaf = new Leaf(spread(key), key, value);
        int larger = get(key).isPresent() ? 0 : 1;
        return new Trie<>(with(root, 0, leaf), size + larger);
    }

    private static Branch with(Branch branch, int shift, Leaf leaf) {
        int way = way(leaf.hash, shift);
        if ((branch.ways & way) == 0) {
            return branch.inserted(way, leaf);
        }
        int slot = branch.slot(way);
        Object there = branch.slots[slot];
        if (there instanceof Branch below) {
            return branch.replaced(slot, with(below, shift + BITS, leaf));
        }
        int hash = leaves(there)[0].hash;
        return branch.replaced(slot, hash == leaf.hash ? joined(leaves(there), leaf) : split(there, hash, leaf, shift + BITS));
    }

    /** A branch that holds {@code there} and {@code leaf}, whose hashes differ from {@code shift} on. */
    private static Branch split(Object there, int hash, Leaf leaf, int shift) {
        int way = way(hash, shift);
        var one = new Branch(way, new Object[] {there});
        return way == way(leaf.hash, shift)
                ? new Branch(way, new Object[] {split(there, hash, leaf, shift + BITS)})
                : one.inserted(way(leaf.hash, shift), leaf);
    }

    private static Object joined(Leaf[] leaves, Leaf leaf) {
        for (int i = 0; i < leaves.length; i++) {
            if (leaves[i].key.equals(leaf.key)) {
                if (leaves.length == 1) {
                    return leaf;
                }
                Leaf[] copy = leaves.clone();
                copy[i] = leaf;
                return new Crowd(leaf.hash, copy);
            }
        }
        var copy = Arrays.copyOf(leaves, leaves.length + 1);
        copy[leaves.length] = leaf;
        return new Crowd(leaf.hash, copy);
    }

    Trie<K, V> without(K key) {
        return get(key).isEmpty() ? this : size == 1 ? empty() : new Trie<>(without(root, 0, spread(key), key), size - 1);
    }

    private static Branch without(Branch branch, int shift, int hash, Object key) {
        int way = way(hash, shift);
        int slot = branch.slot(way);
        return switch (branch.slots[slot]) {
            case Branch below -> {
                var less = without(below, shift + BITS, hash, key);
                yield less.slots.length == 0 ? branch.removed(way)
                        : branch.replaced(slot, less.slots.length == 1 && !(less.slots[0] instanceof Branch) ? less.slots[0] : less);
            }
            case Crowd crowd -> {
                var rest = Arrays.stream(crowd.leaves).filter(leaf -> !leaf.key.equals(key)).toArray(Leaf[]::new);
                yield branch.replaced(slot, rest.length == 1 ? rest[0] : new Crowd(hash, rest));
            }
            default -> branch.removed(way);
        };
    }

    /** Takes one pair and says whether it wants more. */
    @FunctionalInterface
    private interface Taker<K, V> {
        boolean take(K key, V value);
    }

    /** In no order that means anything, but always the same for the same pairs. */
    void forEach(BiConsumer<K, V> to) {
        forEachUntil((key, value) -> {
            to.accept(key, value);
            return true;
        });
    }

    private void forEachUntil(Taker<K, V> taker) {
        hand(root, taker);
    }

    /** At most {@code most} of the values. */
    List<V> any(int most) {
        var some = new ArrayList<V>(Math.min(most, size));
        if (most > 0) {
            forEachUntil((key, value) -> {
                some.add(value);
                return some.size() < most;
            });
        }
        return some;
    }

    @SuppressWarnings("unchecked")
    private static <K, V> boolean hand(Branch branch, Taker<K, V> taker) {
        for (Object node : branch.slots) {
            if (node instanceof Branch below) {
                if (!hand(below, taker)) {
                    return false;
                }
            } else {
                for (Leaf leaf : leaves(node)) {
                    if (!taker.take((K) leaf.key, (V) leaf.value)) {
                        return false;
                    }
                }
            }
        }
        return true;
    }

    /** The value that comes first by {@code order}; looks at all of them. */
    Optional<V> best(Comparator<? super V> order) {
        var values = new ArrayList<V>(size);
        forEach((key, value) -> values.add(value));
        return values.stream().min(order);
    }

    private static Leaf[] leaves(Object node) {
        return node instanceof Crowd crowd ? crowd.leaves : new Leaf[] {(Leaf) node};
    }

    private static int way(int hash, int shift) {
        return 1 << (shift < HASH_BITS ? hash >>> shift & 31 : 0);
    }

    private static int spread(Object key) {
        int hash = key.hashCode() * 0x9E3779B9;
        return hash ^ hash >>> 16;
    }
}
