package dev.lamplighter.appliance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamplighter.model.Ip4;
import dev.lamplighter.model.Segment;
import dev.lamplighter.model.Segment.DhcpMode;
import dev.lamplighter.model.event.EventHub;
import dev.lamplighter.net.CannotListen;
import dev.lamplighter.net.Door;
import dev.lamplighter.net.Listening;
import java.net.BindException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OpenDoorsTest {

    static final List<Segment> BEFORE = List.of(segment("192.0.2.2"));
    static final List<Segment> AFTER = List.of(segment("192.0.2.3"));

    final List<String> said = new ArrayList<>();
    final OpenDoors doors = new OpenDoors(new EventHub("test", Clock.systemUTC()));

    @Test
    void doors_of_segments_are_made_anew_when_an_address_changes_and_those_beside_them_stay_open() throws Exception {
        doors.openBeside(new Noted("admin", false));
        doors.open(new Noted("dhcp", false));
        doors.open(new Noted("http", false));
        said.clear();
        assertThat(doors.look(BEFORE, () -> AFTER, _ -> List.of(new Noted("dhcp'", false), new Noted("http'", false)))).isEqualTo(AFTER);
        assertThat(said).containsExactly("dhcp closes", "http closes", "dhcp' opens", "http' opens");
        assertThat(doors.all()).extracting(Object::toString).containsExactly("admin", "dhcp'", "http'");
        assertThat(doors.whole()).isTrue();
    }

    @Test
    void a_door_that_cannot_be_opened_anew_is_missing_until_it_can() throws Exception {
        doors.open(new Noted("dhcp", false));
        assertThat(doors.look(BEFORE, () -> AFTER, _ -> List.of(new Noted("dhcp'", true)))).isEqualTo(BEFORE);
        assertThat(doors.whole()).isFalse();
        doors.look(BEFORE, () -> AFTER, _ -> List.of(new Noted("dhcp''", false)));
        assertThat(doors.whole()).isTrue();
    }

    private static Segment segment(String address) {
        return new Segment("eth1", Ip4.of(address), Optional.empty(), DhcpMode.PROXY, List.of());
    }

    /** Says when it opens and closes. */
    private final class Noted implements Door {

        private final String name;
        private final boolean stuck;

        Noted(String name, boolean stuck) {
            this.name = name;
            this.stuck = stuck;
        }

        @Override
        public void open() throws CannotListen {
            if (stuck) {
                throw new CannotListen(name + " cannot open", new BindException("in use"));
            }
            said.add(name + " opens");
        }

        @Override
        public List<Listening> listening() {
            return List.of();
        }

        @Override
        public void stopTaking() {
            said.add(name + " takes no more");
        }

        @Override
        public boolean busy() {
            return false;
        }

        @Override
        public void close() {
            said.add(name + " closes");
        }

        @Override
        public String toString() {
            return name;
        }
    }
}
