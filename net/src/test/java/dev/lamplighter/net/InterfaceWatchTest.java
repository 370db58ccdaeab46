package dev.lamplighter.net;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamplighter.model.event.BootEvent;
import dev.lamplighter.model.event.EventHub;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class InterfaceWatchTest {

    final Map<String, Integer> interfaces = new HashMap<>(Map.of("br0", 4, "br1", 5));
    final List<String> bound = new ArrayList<>();
    final List<String> said = Collections.synchronizedList(new ArrayList<>());
    boolean refusing;

    @Test
    void while_nothing_changes_nothing_is_done() {
        assertThat(looking(watch -> {})).isEmpty();
        assertThat(bound).isEmpty();
    }

    @Test
    void an_interface_that_was_made_anew_between_two_looks_is_bound_again() {
        assertThat(looking(watch -> interfaces.put("br0", 9))).containsExactly("interface-back");
        assertThat(bound).containsExactly("br0");
    }

    @Test
    void an_interface_that_is_gone_is_said_once_and_bound_when_it_is_back() {
        assertThat(looking(watch -> interfaces.remove("br1"), InterfaceWatch::look, watch -> interfaces.put("br1", 6)))
                .containsExactly("interface-gone", "interface-back");
        assertThat(bound).containsExactly("br1");
    }

    @Test
    void one_that_comes_back_with_its_number_is_bound_too() {
        assertThat(looking(watch -> interfaces.remove("br1"), watch -> interfaces.put("br1", 5))).containsExactly("interface-gone", "interface-back");
        assertThat(bound).containsExactly("br1");
    }

    @Test
    void what_cannot_be_bound_yet_is_said_once_and_tried_until_it_can() {
        assertThat(looking(watch -> {
            refusing = true;
            interfaces.put("br0", 9);
        }, InterfaceWatch::look, watch -> refusing = false)).containsExactly("interface-not-bound", "interface-back");
        assertThat(bound).containsExactly("br0");
    }

    @Test
    void after_closing_nothing_is_bound() {
        assertThat(looking(watch -> {
            watch.close();
            interfaces.put("br0", 9);
        })).isEmpty();
        assertThat(bound).isEmpty();
    }

    @Test
    void the_kernel_numbers_its_interfaces() {
        assertThat(RawFrames.index("lo")).isPositive();
        assertThat(RawFrames.index("nosuch0")).isZero();
    }

    /** What is said while things happen, with a look after each. */
    @SafeVarargs
    private List<String> looking(java.util.function.Consumer<InterfaceWatch>... happenings) {
        var events = new EventHub("test", Clock.systemUTC());
        try (var subscription = events.subscribe(100, event -> said.add(((BootEvent.Notice) event).code()));
                var watch = new InterfaceWatch("DHCP", List.of("br0", "br1"), events, name -> interfaces.getOrDefault(name, 0), this::rebind)) {
            assertThat(subscription).isNotNull();
            for (var happening : happenings) {
                happening.accept(watch);
                watch.look();
                watch.look();
            }
        }
        return said;
    }

    private void rebind(String name) throws CannotListen {
        if (refusing) {
            throw new CannotListen("not yet", new IOException());
        }
        bound.add(name);
    }
}
