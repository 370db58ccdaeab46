package dev.lamplighter.tftp;

import dev.lamplighter.assets.BootFiles;
import dev.lamplighter.assets.BundledFiles;
import dev.lamplighter.assets.Located;
import dev.lamplighter.boot.Ask;
import dev.lamplighter.boot.Body;
import dev.lamplighter.boot.Resource;
import dev.lamplighter.model.Arrival;
import dev.lamplighter.model.Ip4;
import dev.lamplighter.model.Outcome;
import dev.lamplighter.model.Reason;
import dev.lamplighter.model.Responder;
import dev.lamplighter.model.Segment;
import dev.lamplighter.model.event.EventHub;
import dev.lamplighter.net.Loops;
import dev.lamplighter.tftp.server.Place;
import dev.lamplighter.tftp.server.TftpDoor;
import dev.lamplighter.tftp.server.TftpSettings;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/** The TFTP door alone, for runners and measurements: {@code TftpOnly ADDRESS PORT FOLDER [INTERFACE]}. */
public final class TftpOnly {

    private TftpOnly() {}

    public static void main(String[] args) throws Exception {
        Ip4 address = Ip4.of(args[0]);
        var settings = TftpSettings.standard().withPort(Integer.parseInt(args[1]));
        var place = args.length > 3
                ? Place.on(new Segment(args[3], address, Optional.empty(), Segment.DhcpMode.OFF, List.of()))
                : Place.at(address);
        var events = new EventHub("tftp", Clock.systemUTC());
        events.subscribe(1024, event -> System.out.println(event));
        var loops = new Loops(2);
        var door = new TftpDoor(settings, List.of(place), folder(Path.of(args[2])), events, loops, Clock.systemUTC());
        door.open();
        System.out.println(door.listening());
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            door.close();
            loops.close();
        }));
        new CountDownLatch(1).await();
    }

    /** What the appliance does between a boot file's name and a body, for one folder and the files inside. */
    public static Responder<Ask, Body> folder(Path root) {
        var files = new BootFiles(Optional.of(root), BundledFiles.ofThisBuild());
        return (Ask asked, Arrival arrival) -> asked.what() instanceof Resource.BootFile(String name, _)
                ? answer(files.find(name))
                : new Outcome.Ignored<>(new Reason("not-a-boot-file", "only boot files are served here"));
    }

    private static Outcome<Body> answer(Located located) {
        return switch (located) {
            case Located.OnDisk(Path path) -> new Outcome.Reply<>(new Body.OnDisk(path));
            case Located.Inside inside -> new Outcome.Reply<>(new Body.Text(inside.content(), Optional.empty()));
            case Located.Absent(Reason reason) -> new Outcome.Ignored<>(reason);
        };
    }
}
