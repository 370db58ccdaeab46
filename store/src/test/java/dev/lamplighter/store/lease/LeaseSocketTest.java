package dev.lamplighter.store.lease;

import static dev.lamplighter.store.lease.Leases.ALICE;
import static dev.lamplighter.store.lease.Leases.BOB;
import static dev.lamplighter.store.lease.Leases.FIRST;
import static dev.lamplighter.store.lease.Leases.LAB;
import static dev.lamplighter.store.lease.Leases.LATER;
import static dev.lamplighter.store.lease.Leases.MUCH_LATER;
import static dev.lamplighter.store.lease.Leases.NOW;
import static dev.lamplighter.store.lease.Leases.SECOND;
import static dev.lamplighter.store.lease.Leases.SOON;
import static dev.lamplighter.store.lease.Leases.lease;
import static dev.lamplighter.store.lease.Leases.quarantine;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lamplighter.model.event.BootEvent;
import dev.lamplighter.model.event.Doer;
import dev.lamplighter.model.event.EventHub;
import dev.lamplighter.store.StoreException;
import dev.lamplighter.store.lease.LeaseDesk.Taken;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server that has the leases, and somebody beside it who looks at them and changes them. */
class LeaseSocketTest {

    static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

    @TempDir
    Path folder;

    final EventHub events = new EventHub("test", CLOCK);
    final BlockingQueue<BootEvent> told = new LinkedBlockingQueue<>();
    private Path database;
    private SqliteLeaseStore store;
    private LeaseSocket socket;

    @BeforeEach
    void serve() throws Exception {
        database = folder.resolve("leases.sqlite");
        store = SqliteLeaseStore.open(database);
        Files.writeString(LeaseSocket.beside(database), "left by one that was killed");
        socket = LeaseSocket.open(database, new StoreDesk(store, CLOCK), events);
        events.subscribe(100, told::add);
    }

    @AfterEach
    void end() throws Exception {
        socket.close();
        store.close();
    }

    @Test
    void what_is_brought_in_is_the_servers_at_once_and_on_disk() throws Exception {
        try (var desk = RemoteDesk.connect(database).orElseThrow()) {
            assertThat(desk.take(lease(ALICE, FIRST, LATER))).isEqualTo(Taken.GRANTED);
        }
        assertThat(store.find(LAB, ALICE)).contains(lease(ALICE, FIRST, LATER));
        assertThat(LeaseSnapshot.read(database)).containsExactly(lease(ALICE, FIRST, LATER));
    }

    @Test
    void each_change_is_told_with_the_user_that_the_kernel_names() throws Exception {
        try (var desk = RemoteDesk.connect(database).orElseThrow()) {
            desk.take(lease(ALICE, FIRST, LATER));
            desk.take(lease(ALICE, FIRST, LATER));
            desk.release(lease(ALICE, FIRST, LATER));
        }
        var taken = (BootEvent.Change) told.poll(30, TimeUnit.SECONDS);
        var released = (BootEvent.Change) told.poll(30, TimeUnit.SECONDS);
        assertThat(List.of(taken, released)).extracting(BootEvent.Change::method).containsExactly("leases import", "leases release");
        assertThat(List.of(taken, released)).extracting(BootEvent.Change::object).containsOnly("leases/" + LAB.name() + "/" + FIRST);
        assertThat(taken.by()).isInstanceOf(Doer.SocketUser.class);
        assertThat(taken.who()).isEqualTo(Files.getOwner(folder).getName());
        assertThat(taken.after()).isEqualTo(released.before()).isPresent();
        assertThat(released.after()).isEmpty();
    }

    @Test
    void a_release_is_the_servers_as_well() throws Exception {
        store.claim(lease(ALICE, FIRST, LATER), NOW);
        try (var desk = RemoteDesk.connect(database).orElseThrow()) {
            assertThat(desk.release(lease(BOB, FIRST, LATER))).isFalse();
            assertThat(desk.release(lease(ALICE, FIRST, LATER))).isTrue();
        }
        assertThat(store.find(LAB, ALICE).orElseThrow().isOver(NOW)).isTrue();
        assertThat(store.claim(lease(BOB, FIRST, LATER), NOW)).isInstanceOf(Claim.Granted.class);
    }

    @Test
    void what_runs_here_counts_more_than_what_is_brought_in() throws Exception {
        store.claim(lease(ALICE, FIRST, LATER), NOW);
        store.claim(quarantine(BOB, SECOND, LATER), NOW);
        try (var desk = RemoteDesk.connect(database).orElseThrow()) {
            assertThat(desk.take(lease(ALICE, FIRST, LATER))).isEqualTo(Taken.ALREADY);
            assertThat(desk.take(lease(ALICE, FIRST, SOON))).isEqualTo(Taken.ALREADY);
            assertThat(desk.take(lease(ALICE, FIRST, MUCH_LATER))).isEqualTo(Taken.GRANTED);
            assertThat(desk.take(lease(BOB, FIRST, MUCH_LATER))).isEqualTo(Taken.ADDRESS_TAKEN);
            assertThat(desk.take(lease(BOB, SECOND, MUCH_LATER))).isEqualTo(Taken.ADDRESS_TAKEN);
            assertThat(desk.take(lease(ALICE, Leases.address(9), MUCH_LATER))).isEqualTo(Taken.CLIENT_ELSEWHERE);
        }
        assertThat(store.find(LAB, ALICE)).contains(lease(ALICE, FIRST, MUCH_LATER));
    }

    @Test
    void only_the_servers_user_may_connect_and_nobody_once_it_is_closed() throws Exception {
        assertThat(Files.getPosixFilePermissions(LeaseSocket.beside(database))).hasSize(2);
        socket.close();
        assertThat(RemoteDesk.connect(database)).isEmpty();
        assertThat(LeaseSocket.beside(database)).doesNotExist();
    }

    @Test
    void nonsense_is_answered_with_a_sentence_and_an_endless_line_ends_the_call() throws Exception {
        assertThat(say("what\n")).startsWith(LeaseWire.FAILED);
        assertThat(say("take\tlab\t1.2.3\t01\t52:54:00:00:00:01\t1\t-\n")).startsWith(LeaseWire.FAILED);
        assertThat(say("take\tlab\t1.2.3.4\tzz\t52:54:00:00:00:01\t1\t-\n")).startsWith(LeaseWire.FAILED);
        assertThat(say("x".repeat(5000))).isEmpty();
        assertThat(LeaseSnapshot.read(database)).isEmpty();
    }

    @Test
    void more_callers_than_places_are_all_served() throws Exception {
        for (int i = 0; i < 30; i++) {
            try (var desk = RemoteDesk.connect(database).orElseThrow()) {
                assertThat(desk.take(lease(Leases.client(i), Leases.address(i), LATER))).isEqualTo(Taken.GRANTED);
            }
        }
    }

    @Test
    void without_its_folder_the_socket_says_what_does_not_work() {
        assertThatThrownBy(() -> LeaseSocket.open(folder.resolve("absent/leases.sqlite"), new StoreDesk(store, CLOCK), new EventHub("test", CLOCK))).isInstanceOf(StoreException.class)
                .hasMessageContaining("commands cannot change leases while this server runs");
    }

    private String say(String text) throws Exception {
        try (var caller = SocketChannel.open(UnixDomainSocketAddress.of(LeaseSocket.beside(database)))) {
            caller.write(ByteBuffer.wrap(text.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
            return LeaseWire.next(Channels.newInputStream(caller)).orElse("");
        } catch (java.io.IOException reset) {
            return "";
        }
    }
}
