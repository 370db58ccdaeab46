package dev.lamplighter.tftp.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lamplighter.boot.Ask;
import dev.lamplighter.boot.Body;
import dev.lamplighter.boot.Resource;
import dev.lamplighter.model.Bytes;
import dev.lamplighter.model.Ip4;
import dev.lamplighter.model.Outcome;
import dev.lamplighter.model.Responder;
import dev.lamplighter.model.event.BootEvent;
import dev.lamplighter.model.event.BootEvent.Tftp.Step;
import dev.lamplighter.model.event.EventHub;
import dev.lamplighter.net.CannotListen;
import dev.lamplighter.net.Loops;
import dev.lamplighter.tftp.TftpOnly;
import dev.lamplighter.tftp.packet.TftpPacket.Ack;
import dev.lamplighter.tftp.packet.TftpPacket.Data;
import dev.lamplighter.tftp.packet.TftpPacket.ErrorMessage;
import dev.lamplighter.tftp.packet.TftpPacket.Option;
import dev.lamplighter.tftp.packet.TftpPacket.OptionAck;
import dev.lamplighter.tftp.packet.TftpPacket.ReadRequest;
import dev.lamplighter.tftp.packet.TftpPacket.WriteRequest;
import dev.lamplighter.tftp.service.Meaning;
import dev.lamplighter.tftp.service.Patience;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.commons.net.tftp.TFTP;
import org.apache.commons.net.tftp.TFTPClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TftpDoorTest {

    static final Patience SHORT = new Patience(Duration.ofMillis(100), Duration.ofMillis(200), 3, Duration.ofMillis(20), Duration.ofMinutes(1));

    @TempDir
    Path root;

    final Loops loops = new Loops(2);
    final BlockingQueue<BootEvent> events = new LinkedBlockingQueue<>();
    final List<TftpDoor> doors = new ArrayList<>();
    final List<Client> clients = new ArrayList<>();
    final Bytes megabyte = noise(1 << 20);
    InetSocketAddress here;

    @BeforeEach
    void a_door_on_loopback() throws Exception {
        Files.write(root.resolve("one-mib.bin"), megabyte.toArray());
        Files.write(root.resolve("b1024.bin"), noise(1024).toArray());
        Files.writeString(root.resolve("text.txt"), "line one\nbare cr \r here\n");
        here = open(TftpSettings.standard());
    }

    @AfterEach
    void everything_ends() {
        clients.forEach(Client::close);
        doors.forEach(TftpDoor::close);
        loops.close();
    }

    @Test
    void a_client_of_another_make_gets_its_file_and_the_events_tell_so() throws Exception {
        assertThat(commonsNet("one-mib.bin", TFTP.BINARY_MODE)).isEqualTo(megabyte);

        assertThat(nextStep(Step.STARTED).file()).isEqualTo("one-mib.bin");
        assertThat(nextStep(Step.FINISHED).bytes()).isEqualTo(1 << 20);
    }

    @Test
    void how_far_a_slow_transfer_is_is_told_while_it_runs() throws Exception {
        Client slow = client().ask("one-mib.bin");
        assertThat(slow.next()).isInstanceOf(Data.class);
        Thread.sleep(600);
        slow.send(new Ack(1));
        BootEvent event = events.poll(10, TimeUnit.SECONDS);
        while (!(event instanceof BootEvent.Progress)) {
            event = Optional.ofNullable(events.poll(10, TimeUnit.SECONDS)).orElseThrow(() -> new AssertionError("nothing is told"));
        }
        assertThat(event).isInstanceOfSatisfying(BootEvent.Progress.class, told -> {
            assertThat(told.file()).isEqualTo("one-mib.bin");
            assertThat(told.bytes()).isEqualTo(512);
            assertThat(told.whole()).isEqualTo(1 << 20);
        });
    }

    @Test
    void text_travels_as_netascii_and_its_size_is_what_travels() throws Exception {
        assertThat(commonsNet("text.txt", TFTP.ASCII_MODE).text()).startsWith("line one\n");

        Client client = client().ask(new ReadRequest("text.txt", "NetASCII", Client.options("tsize", "0")));
        assertThat(client.next()).isEqualTo(new OptionAck(Client.options("tsize", "27")));
        assertThat(client.send(new Ack(0)).next()).isEqualTo(new Data(1, Bytes.utf8("line one\r\nbare cr \r\0 here\r\n")));
    }

    @Test
    void windows_and_blocks_of_every_size_carry_the_same_file() {
        assertThat(client().get("one-mib.bin", "blksize", "1468", "windowsize", "16", "tsize", "0")).isEqualTo(megabyte);
        assertThat(client().get("one-mib.bin", "blksize", "1024", "windowsize", "64")).isEqualTo(megabyte);
        assertThat(client().get("one-mib.bin", "blksize", "65464", "windowsize", "2")).isEqualTo(megabyte);
        assertThat(client().get("b1024.bin", "blksize", "8", "windowsize", "200")).isEqualTo(noise(1024));
        assertThat(client().get("grub.efi", "blksize", "1400")).isEqualTo(dev.lamplighter.assets.BundledFiles.ofThisBuild().content("grub.efi").orElseThrow());
    }

    @Test
    void a_file_that_is_not_there_is_named_with_the_folder_to_put_it_into() throws Exception {
        assertThat(client().ask("shim.efi").next()).isInstanceOfSatisfying(ErrorMessage.class, error -> {
            assertThat(error.code()).isEqualTo(ErrorMessage.FILE_NOT_FOUND);
            assertThat(error.message()).contains("shim.efi");
        });

        BootEvent.Tftp refused = nextStep(Step.REFUSED);
        assertThat(refused.file()).isEqualTo("shim.efi");
        assertThat(refused.reason().orElseThrow().sentence()).contains("put it into " + root);
    }

    @Test
    void what_must_not_be_had_is_refused() throws IOException {
        Files.createDirectory(root.resolve("folder"));

        assertThat(error(client().ask("folder"))).isEqualTo(ErrorMessage.FILE_NOT_FOUND);
        assertThat(error(client().ask("../outside"))).isEqualTo(ErrorMessage.ACCESS_VIOLATION);
        assertThat(error(client().ask(new WriteRequest("b1024.bin", "octet", List.of())))).isEqualTo(ErrorMessage.ACCESS_VIOLATION);
        assertThat(error(client().ask(new ReadRequest("b1024.bin", "mail", List.of())))).isEqualTo(ErrorMessage.ILLEGAL_OPERATION);
        assertThat(error(client().send("\0\1b1024.bin\0octet\0blksize\0".getBytes(ISO_8859_1), here))).isEqualTo(ErrorMessage.ILLEGAL_OPERATION);
    }

    @Test
    void edk2_asks_for_the_size_gives_up_and_asks_again() throws Exception {
        Client firmware = client().ask("one-mib.bin", "tsize", "0", "blksize", "1468", "windowsize", "4");
        assertThat(firmware.next()).isEqualTo(new OptionAck(Client.options("tsize", "1048576", "blksize", "1468", "windowsize", "4")));
        firmware.send(new ErrorMessage(8, "User aborted the transfer"));

        BootEvent.Tftp asked = nextStep(Step.FINISHED);
        assertThat(asked.bytes()).isZero();
        assertThat(asked.reason().orElseThrow().code()).isEqualTo("tftp-size-only");
        assertThat(firmware.get("one-mib.bin", "blksize", "1468", "windowsize", "4")).isEqualTo(megabyte);
    }

    @Test
    void a_client_that_gives_up_hears_no_more() throws Exception {
        Client client = client().ask("one-mib.bin");
        client.next();
        client.send(new ErrorMessage(3, "disk full"));

        assertThat(nextStep(Step.ABORTED).reason().orElseThrow().sentence()).contains("disk full");
        assertThat(client.next(Duration.ofMillis(1200))).isEmpty();
    }

    @Test
    void a_client_that_vanishes_costs_nothing_after_its_tries() throws Exception {
        here = open(TftpSettings.standard().withPatience(SHORT));
        Client client = client().ask("b1024.bin");
        for (int sent = 0; sent < 4; sent++) {
            assertThat(client.next()).isEqualTo(new Data(1, noise(1024).slice(0, 512)));
        }
        assertThat(client.next()).isInstanceOf(ErrorMessage.class);

        assertThat(nextStep(Step.ABORTED).reason().orElseThrow().code()).isEqualTo("tftp-silent");
        idle(doors.getLast());
    }

    @Test
    void a_lost_acknowledgement_is_made_good_by_sending_again() {
        here = open(TftpSettings.standard().withPatience(SHORT));
        Client client = client().ask("b1024.bin", "windowsize", "2");
        assertThat(client.next()).isInstanceOf(OptionAck.class);
        assertThat(client.next()).isInstanceOf(OptionAck.class);
        client.send(new Ack(0));
        assertThat(client.next()).isInstanceOfSatisfying(Data.class, data -> assertThat(data.block()).isEqualTo(1));
        assertThat(client.next()).isInstanceOfSatisfying(Data.class, data -> assertThat(data.block()).isEqualTo(2));
        client.send(new Ack(0));
        assertThat(client.next()).isInstanceOfSatisfying(Data.class, data -> assertThat(data.block()).isEqualTo(1));
    }

    @Test
    void a_stranger_at_a_transfers_port_is_told_so_and_disturbs_nothing() {
        Client client = client().ask("b1024.bin");
        client.next();
        Client stranger = client();
        stranger.send(new byte[] {0, 4, 0, 1}, client.transfer());

        assertThat(stranger.next()).isInstanceOfSatisfying(ErrorMessage.class, error -> assertThat(error.code()).isEqualTo(ErrorMessage.UNKNOWN_TRANSFER));
        assertThat(client.send(new Ack(1)).next()).isInstanceOfSatisfying(Data.class, data -> assertThat(data.block()).isEqualTo(2));
    }

    @Test
    void a_request_that_is_repeated_belongs_to_the_same_transfer() {
        Client client = client().ask("b1024.bin");
        client.next();
        InetSocketAddress first = client.transfer();

        assertThat(client.ask("b1024.bin").next()).isEqualTo(new Data(1, noise(1024).slice(0, 512)));
        assertThat(client.transfer()).isEqualTo(first);
    }

    @Test
    void a_port_that_asks_for_another_file_gets_that_and_hears_nothing_of_the_first() throws Exception {
        Client client = client().ask("one-mib.bin");
        client.next();
        client.ask("b1024.bin");

        assertThat(client.next()).isEqualTo(new Data(1, noise(1024).slice(0, 512)));
        assertThat(nextStep(Step.ABORTED).reason().orElseThrow().code()).isEqualTo("tftp-superseded");
    }

    @Test
    void a_client_that_is_reset_amid_a_transfer_gets_the_file_from_its_old_port() throws Exception {
        here = open(TftpSettings.standard().withPatience(new Patience(Duration.ofMillis(100), Duration.ofMillis(100), 100, Duration.ofMillis(20), Duration.ofMinutes(1))));
        Client client = client().ask("b1024.bin");
        client.next();
        InetSocketAddress before = client.transfer();
        client.send(new Ack(1)).next();
        Data second = new Data(2, noise(1024).slice(512, 1024));
        assertThat(client.next()).as("the reset client acknowledges no more").isEqualTo(second);

        client.ask("b1024.bin");
        while (client.next() instanceof Data again && again.block() == 2) {
            assertThat(again).isEqualTo(second);
        }
        assertThat(client.transfer()).isNotEqualTo(before);
        assertThat(client.send(new Ack(1)).next()).isEqualTo(second);
        assertThat(nextStep(Step.ABORTED).reason().orElseThrow().code()).isEqualTo("tftp-superseded");
    }

    @Test
    void sixty_four_clients_are_served_at_once() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var all = new ArrayList<Future<Bytes>>();
            for (int i = 0; i < 64; i++) {
                Client client = client();
                String window = String.valueOf(1 + i % 4);
                Callable<Bytes> download = () -> client.get("one-mib.bin", "blksize", "1468", "windowsize", window);
                all.add(threads.submit(download));
            }
            for (Future<Bytes> each : all) {
                assertThat(each.get()).isEqualTo(megabyte);
            }
        }
        idle(doors.getFirst());
    }

    @Test
    void one_transfer_too_many_is_told_to_come_back() throws Exception {
        here = open(TftpSettings.standard().withTransfers(2));
        client().ask("one-mib.bin").next();
        client().ask("one-mib.bin").next();

        assertThat(error(client().ask("one-mib.bin"))).isEqualTo(ErrorMessage.UNDEFINED);
        assertThat(nextStep(Step.REFUSED).reason().orElseThrow().code()).isEqualTo("tftp-busy");
    }

    @Test
    void a_file_that_is_replaced_is_sent_as_it_was_and_then_as_it_is() throws IOException {
        Client before = client().ask("b1024.bin");
        before.next();
        Path next = Files.write(root.resolve("next"), noise(700).toArray());
        Files.move(next, root.resolve("b1024.bin"), java.nio.file.StandardCopyOption.REPLACE_EXISTING);

        assertThat(client().get("b1024.bin")).isEqualTo(noise(700));
        assertThat(before.send(new Ack(1)).next()).isEqualTo(new Data(2, noise(1024).slice(512, 1024)));
    }

    @Test
    void a_file_that_shrinks_ends_its_transfer_with_a_reason() throws Exception {
        Files.write(root.resolve("shrinks"), noise(1 << 20).toArray());
        Client client = client().ask("shrinks", "blksize", "32768");
        client.next();
        Files.write(root.resolve("shrinks"), noise(600).toArray());
        client.send(new Ack(0));
        for (int block = 1; client.next() instanceof Data; block++) {
            client.send(new Ack(block));
        }

        assertThat(nextStep(Step.ABORTED).reason().orElseThrow().code()).isEqualTo("tftp-read");
    }

    @Test
    void a_body_that_must_be_waited_for_and_one_that_fails_are_both_answered() {
        Responder<Ask, Body> boot = (asked, arrival) -> new Outcome.Later<>(() -> {
            if (asked.what() instanceof Resource.BootFile(String name, _) && name.equals("later")) {
                return new Outcome.Reply<>(new Body.Text(Bytes.utf8("at last"), Optional.empty()));
            }
            throw new IOException("the origin is gone");
        });
        here = open(TftpSettings.standard(), boot);

        assertThat(client().get("later").text()).isEqualTo("at last");
        assertThat(client().ask("never").next()).isInstanceOfSatisfying(ErrorMessage.class, error -> assertThat(error.message()).contains("the origin is gone"));
    }

    @Test
    void noise_is_noted_and_service_goes_on() {
        var random = new Random(5);
        Client noisy = client();
        for (int i = 0; i < 2000; i++) {
            byte[] octets = noise(1 + random.nextInt(300)).toArray();
            random.nextBytes(octets);
            if (i % 2 == 0 && octets.length > 1) {
                octets[0] = 0;
                octets[1] = (byte) random.nextInt(8);
            }
            noisy.send(octets, here);
        }
        assertThat(client().get("b1024.bin")).isEqualTo(noise(1024));
        assertThat(events.stream().filter(BootEvent.BadPacket.class::isInstance)).isNotEmpty();
    }

    @Test
    void a_door_that_takes_no_more_ends_what_runs() throws Exception {
        Client client = client().ask("b1024.bin");
        client.next();
        InetSocketAddress transfer = client.transfer();
        doors.getFirst().stopTaking();

        assertThat(doors.getFirst().busy()).isTrue();
        client.send(new byte[] {0, 4, 0, 1}, transfer);
        assertThat(client.next()).isInstanceOf(Data.class);
        client.send(new Ack(2)).next();
        client.send(new Ack(3));
        nextStep(Step.FINISHED);
        idle(doors.getFirst());
    }

    @Test
    void on_one_port_everything_comes_from_where_it_was_asked() throws Exception {
        here = open(TftpSettings.standard().withPorts(new TransferPorts.Same()));
        Client first = client().ask("one-mib.bin", "blksize", "1000");
        assertThat(first.next()).isInstanceOf(OptionAck.class);
        assertThat(first.transfer()).isEqualTo(here);

        Client second = client();
        assertThat(second.get("one-mib.bin", "blksize", "1468", "windowsize", "16")).isEqualTo(megabyte);
        assertThat(second.get("b1024.bin")).as("the same port asks again").isEqualTo(noise(1024));
        assertThat(first.send(new Ack(0)).next()).isEqualTo(new Data(1, megabyte.slice(0, 1000)));
        assertThat(error(client().ask("missing"))).isEqualTo(ErrorMessage.FILE_NOT_FOUND);
        assertThat(client().send(new Ack(7)).next(Duration.ofMillis(300))).as("nobody's acknowledgement").isEmpty();

        doors.getLast().stopTaking();
        assertThat(first.send(new Ack(1)).next()).as("what runs goes on").isEqualTo(new Data(2, megabyte.slice(1000, 2000)));
        assertThat(client().ask("b1024.bin").next(Duration.ofMillis(300))).as("nothing new begins").isEmpty();
        doors.getLast().close();
        assertThat(nextStep(Step.ABORTED).reason().orElseThrow().code()).isEqualTo("tftp-stopped");
        assertThat(doors.getLast().busy()).isFalse();
    }

    @Test
    void transfers_keep_to_their_range_of_ports_and_no_more_run_than_it_has() {
        int first = threeFreePorts();
        here = open(TftpSettings.standard().withPorts(new TransferPorts.Range(first, first + 2)));
        var ports = new ArrayList<Integer>();
        for (int i = 0; i < 3; i++) {
            Client client = client().ask("one-mib.bin");
            client.next();
            ports.add(client.transfer().getPort());
        }
        assertThat(ports).containsExactlyInAnyOrder(first, first + 1, first + 2);
        assertThat(client().ask("one-mib.bin").next()).isInstanceOfSatisfying(ErrorMessage.class, error -> assertThat(error.message()).contains("busy: 3 transfers"));
    }

    /** The first of three in a row, below those that the kernel gives away. */
    private static int threeFreePorts() {
        for (int first = 20_000 + (int) (ProcessHandle.current().pid() % 10_000); first < 32_000; first += 3) {
            try (var one = new DatagramSocket(first); var two = new DatagramSocket(first + 1); var three = new DatagramSocket(first + 2)) {
                return Math.min(one.getLocalPort(), Math.min(two.getLocalPort(), three.getLocalPort()));
            } catch (IOException taken) {
                assertThat(taken).isNotNull();
            }
        }
        throw new AssertionError("no three free ports");
    }

    @Test
    void a_block_is_no_larger_than_the_operator_allows() {
        here = open(TftpSettings.standard().withLargestBlock(1200));
        assertThat(client().ask("one-mib.bin", "blksize", "1468").next()).isEqualTo(new OptionAck(Client.options("blksize", "1200")));
    }

    @Test
    void a_client_that_failed_twice_with_options_is_served_without() throws Exception {
        for (int attempt = 0; attempt < 2; attempt++) {
            Client client = client().ask("one-mib.bin", "blksize", "1468", "windowsize", "4");
            assertThat(client.next()).isInstanceOf(OptionAck.class);
            client.send(new ErrorMessage(8, "no such option"));
            nextStep(Step.ABORTED);
        }
        assertThat(client().ask("one-mib.bin", "blksize", "1468").next()).isEqualTo(new Data(1, megabyte.slice(0, 512)));
        assertThat(client().ask("b1024.bin", "blksize", "1468").next()).as("another file").isInstanceOf(OptionAck.class);
        assertThat(client().get("one-mib.bin", "blksize", "1468")).isEqualTo(megabyte);
        nextStep(Step.FINISHED);
        assertThat(client().ask("one-mib.bin", "blksize", "1468").next()).as("forgotten after a success").isInstanceOf(OptionAck.class);
    }

    @Test
    void a_client_that_does_not_hear_the_options_is_soon_sent_plain_blocks() {
        Client client = client().ask("one-mib.bin", "blksize", "1468");
        for (int again = 0; again < 2; again++) {
            assertThat(client.next()).isInstanceOf(OptionAck.class);
            client.ask("one-mib.bin", "blksize", "1468");
        }
        assertThat(client.next()).isInstanceOf(OptionAck.class);
        client.ask("one-mib.bin", "blksize", "1468");
        assertThat(client.next()).isEqualTo(new Data(1, megabyte.slice(0, 512)));
    }

    @Test
    void a_write_is_refused_in_one_packet_from_the_port_that_was_asked() {
        Client client = client().ask(new WriteRequest("b1024.bin", "octet", Client.options("tsize", "99")));
        assertThat(error(client)).isEqualTo(ErrorMessage.ACCESS_VIOLATION);
        assertThat(client.transfer()).isEqualTo(here);
        assertThat(client.next(Duration.ofMillis(1500))).isEmpty();
    }

    @Test
    void a_name_may_mean_several_things_and_the_first_that_is_there_is_sent() {
        var files = TftpOnly.folder(root);
        Responder<Ask, Body> boot = (asked, arrival) -> asked.what() instanceof Resource.Document
                ? new Outcome.Reply<>(new Body.Text(Bytes.utf8("menuentry for " + asked.labels().mac().orElseThrow()), Optional.empty()))
                : files.answer(asked, arrival);
        var labels = new dev.lamplighter.model.Labels(java.util.Map.of("mac", "52:54:00:a1:9c:ae"));
        here = open(TftpSettings.standard(), boot, (file, arrival) -> List.of(Ask.of(new Resource.BootFile("own/" + file)), Ask.of(new Resource.BootFile(file)),
                new Ask(Resource.Document.GRUB, labels, "")));

        assertThat(client().get("b1024.bin")).isEqualTo(noise(1024));
        assertThat(client().get("grub/grub.cfg").text()).isEqualTo("menuentry for 52:54:00:a1:9c:ae");
        assertThat(error(client().ask("../outside"))).as("a violation is one whatever else the name may mean").isEqualTo(ErrorMessage.ACCESS_VIOLATION);
    }

    @Test
    void a_thousand_transfers_share_one_open_file() throws Exception {
        for (int i = 0; i < 1000; i++) {
            assertThat(client().ask("one-mib.bin").next()).isEqualTo(new Data(1, megabyte.slice(0, 512)));
        }
        Path own = root.resolve("one-mib.bin").toRealPath();
        long open;
        try (var descriptors = Files.list(Path.of("/proc/self/fd"))) {
            open = descriptors.filter(fd -> leadsTo(fd, own)).count();
        }
        assertThat(open).isEqualTo(1);
    }

    private static boolean leadsTo(Path descriptor, Path file) {
        try {
            return Files.readSymbolicLink(descriptor).equals(file);
        } catch (IOException closedMeanwhile) {
            return false;
        }
    }

    @Test
    void a_port_in_use_names_who_holds_it_and_leaves_nothing_open() {
        var second = door(TftpSettings.standard().withPort(here.getPort()), TftpOnly.folder(root));

        assertThatThrownBy(second::open).isInstanceOf(CannotListen.class).hasMessageContaining("in use");
        assertThat(second.listening()).isEmpty();
    }

    private InetSocketAddress open(TftpSettings settings) {
        return open(settings, TftpOnly.folder(root));
    }

    private InetSocketAddress open(TftpSettings settings, Responder<Ask, Body> boot) {
        return open(settings, boot, Meaning.bootFile());
    }

    private InetSocketAddress open(TftpSettings settings, Responder<Ask, Body> boot, Meaning meaning) {
        TftpDoor door = door(settings.withPort(0), boot, meaning);
        try {
            door.open();
        } catch (CannotListen refused) {
            throw new AssertionError(refused);
        }
        return door.addresses().getFirst();
    }

    private TftpDoor door(TftpSettings settings, Responder<Ask, Body> boot) {
        return door(settings, boot, Meaning.bootFile());
    }

    private TftpDoor door(TftpSettings settings, Responder<Ask, Body> boot, Meaning meaning) {
        var hub = new EventHub("test", Clock.systemUTC());
        hub.subscribe(10_000, events::add);
        var door = new TftpDoor(settings, List.of(Place.at(Ip4.LOOPBACK)), boot, meaning, hub, loops, Clock.systemUTC());
        doors.add(door);
        return door;
    }

    private Client client() {
        var client = new Client(here);
        clients.add(client);
        return client;
    }

    private Bytes commonsNet(String file, int mode) throws IOException {
        try (var client = new TFTPClient()) {
            client.open();
            client.setSoTimeout(Duration.ofSeconds(5));
            var got = new ByteArrayOutputStream();
            client.receiveFile(file, mode, got, InetAddress.getLoopbackAddress(), here.getPort());
            return Bytes.owned(got.toByteArray());
        }
    }

    private static int error(Client client) {
        return client.next() instanceof ErrorMessage(int code, String message) ? code : -1;
    }

    /** The next event of a transfer that is this step; events before it are passed over. */
    private BootEvent.Tftp nextStep(Step step) throws InterruptedException {
        while (true) {
            switch (Optional.ofNullable(events.poll(10, TimeUnit.SECONDS)).orElseThrow(() -> new AssertionError("no event " + step))) {
                case BootEvent.Tftp tftp when tftp.step() == step -> {
                    return tftp;
                }
                case BootEvent other -> {}
            }
        }
    }

    private static void idle(TftpDoor door) throws InterruptedException {
        for (int i = 0; door.busy() && i < 1000; i++) {
            Thread.sleep(Duration.ofMillis(10));
        }
        assertThat(door.busy()).isFalse();
    }

    private static Bytes noise(int octets) {
        var noise = new byte[octets];
        new Random(octets).nextBytes(noise);
        return Bytes.owned(noise);
    }
}
