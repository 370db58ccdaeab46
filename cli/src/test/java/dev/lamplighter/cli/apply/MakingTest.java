package dev.lamplighter.cli.apply;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamplighter.cli.remote.CallFailed;
import dev.lamplighter.cli.remote.Item;
import dev.lamplighter.cli.remote.Kind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Many changes at once, but never one before what it needs. */
class MakingTest {

    static final List<Step> STEPS = Stream.of(Kind.GROUP, Kind.PROFILE, Kind.GENERIC)
            .flatMap(kind -> IntStream.range(0, 50).<Step>mapToObj(i -> new Step.Remove(new Item(kind, "n" + i)))).toList();

    final List<Step> made = Collections.synchronizedList(new ArrayList<>());

    @Test
    void all_of_one_kind_are_made_before_the_next_begins() {
        var result = Making.all(STEPS, 8, made::add);

        assertThat(result.notMade()).isEmpty();
        assertThat(made).containsExactlyInAnyOrderElementsOf(STEPS);
        assertThat(made.stream().map(step -> step.item().kind()).toList()).isEqualTo(STEPS.stream().map(step -> step.item().kind()).toList());
    }

    @Test
    void several_are_under_way_at_once() {
        var eight = new CyclicBarrier(8);

        var result = Making.all(STEPS.subList(0, 48), 8, step -> {
            try {
                eight.await(60, TimeUnit.SECONDS);
            } catch (Exception alone) {
                throw new CallFailed(CallFailed.Kind.REFUSED, "fewer than eight came", alone);
            }
        });

        assertThat(result.failures()).isEmpty();
    }

    @Test
    void after_a_failure_nothing_begins_and_what_is_left_is_told_in_order() {
        var result = Making.all(STEPS, 1, step -> {
            if (step.item().equals(new Item(Kind.PROFILE, "n7"))) {
                throw new CallFailed(CallFailed.Kind.REFUSED, "no");
            }
            made.add(step);
        });

        assertThat(made).isEqualTo(STEPS.subList(0, 57));
        assertThat(result.notMade()).isEqualTo(STEPS.subList(57, 150));
        assertThat(result.failures()).singleElement().extracting(CallFailed::getMessage).isEqualTo("no");
    }
}
