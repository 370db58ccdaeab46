package dev.lamplighter.store.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TrieTest {

    /** A key of which many have the same hash. */
    private record Crowded(int number) {
        @Override
        public int hashCode() {
            return number % 7;
        }
    }

    private static <K, V> Map<K, V> pairs(Trie<K, V> trie) {
        var pairs = new HashMap<K, V>();
        trie.forEach(pairs::put);
        return pairs;
    }

    @Test
    void it_holds_what_a_hash_map_would_hold_and_older_copies_stay_as_they_were() {
        var random = new Random(7);
        var expected = new HashMap<Integer, Integer>();
        Trie<Integer, Integer> trie = Trie.empty();
        for (int i = 0; i < 20_000; i++) {
            int key = random.nextInt(3_000);
            var before = trie;
            int size = before.size();
            if (random.nextInt(3) == 0) {
                expected.remove(key);
                trie = trie.without(key);
            } else {
                expected.put(key, i);
                trie = trie.with(key, i);
            }
            assertThat(trie.get(key).isPresent()).isEqualTo(expected.containsKey(key));
            assertThat(before.size()).isEqualTo(size);
        }
        assertThat(pairs(trie)).isEqualTo(expected);
        assertThat(trie.size()).isEqualTo(expected.size());
        for (Integer key : expected.keySet()) {
            trie = trie.without(key);
        }
        assertThat(pairs(trie)).isEmpty();
    }

    @Test
    void keys_of_the_same_hash_are_told_apart() {
        Trie<Crowded, Integer> trie = Trie.empty();
        for (int i = 0; i < 100; i++) {
            trie = trie.with(new Crowded(i), i);
        }
        trie = trie.with(new Crowded(5), -5).without(new Crowded(6)).without(new Crowded(13)).without(new Crowded(1000));
        assertThat(trie.size()).isEqualTo(98);
        assertThat(trie.get(new Crowded(5))).contains(-5);
        assertThat(trie.get(new Crowded(6))).isEmpty();
        assertThat(trie.get(new Crowded(20))).contains(20);
        assertThat(trie.best(Comparator.naturalOrder())).contains(-5);
        assertThat(trie.any(3)).hasSize(3);
    }
}
