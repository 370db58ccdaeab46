package dev.lamplighter.store.lease;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamplighter.model.Ip4;
import dev.lamplighter.model.Ip4Range;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AddressRunsTest {

    final AddressRuns runs = new AddressRuns();

    @Test
    void whatever_comes_and_goes_the_first_missing_one_is_what_a_plain_set_says() {
        var random = new Random(5);
        Set<Integer> plain = new HashSet<>();
        for (int i = 0; i < 20_000; i++) {
            int number = random.nextInt(40);
            if (random.nextInt(3) > 0) {
                runs.add(Leases.address(number));
                plain.add(number);
            } else {
                runs.remove(Leases.address(number));
                plain.remove(number);
            }
            int first = random.nextInt(40);
            int last = first + random.nextInt(40 - first);
            var expected = IntStream.rangeClosed(first, last).filter(each -> !plain.contains(each)).mapToObj(Leases::address).findFirst();
            assertThat(runs.firstMissing(new Ip4Range(Leases.address(first), Leases.address(last)))).isEqualTo(expected);
        }
    }

    @Test
    void the_ends_of_the_address_space_are_addresses_like_others() {
        var top = new Ip4Range(Ip4.BROADCAST.plus(-1), Ip4.BROADCAST);
        runs.add(Ip4.BROADCAST);
        assertThat(runs.firstMissing(top)).contains(top.first());
        runs.add(top.first());
        assertThat(runs.firstMissing(top)).isEmpty();
        runs.add(Ip4.NONE);
        assertThat(runs.firstMissing(new Ip4Range(Ip4.NONE, Ip4.NONE.plus(1)))).contains(Ip4.NONE.plus(1));
        runs.remove(Ip4.BROADCAST);
        assertThat(runs.firstMissing(top)).contains(Ip4.BROADCAST);
    }
}
