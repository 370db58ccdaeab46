package dev.lamplighter.dhcp.server;

import dev.lamplighter.boot.policy.BootSettings;
import dev.lamplighter.boot.policy.DefaultBootPolicy;
import dev.lamplighter.dhcp.MemoryLeases;
import dev.lamplighter.model.Inventory;
import dev.lamplighter.model.Ip4;
import dev.lamplighter.model.Ip4Range;
import dev.lamplighter.model.Labels;
import dev.lamplighter.model.Mac;
import dev.lamplighter.model.Machine;
import dev.lamplighter.model.Segment;
import dev.lamplighter.model.Segment.DhcpMode;
import dev.lamplighter.model.Subnet;
import dev.lamplighter.model.SubnetPlan;
import dev.lamplighter.model.event.EventHub;
import dev.lamplighter.net.Loops;
import dev.lamplighter.store.lease.SqliteLeaseStore;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The DHCP door alone, to be tried in a lab; without {@code leases=FILE} it keeps them in memory: {@code interface=eth0 ip=10.77.0.2 mode=full url=http://… [reserve=MAC,IP,NAME]
 * [file.efi-arm64=…] subnet=SUBNET,POOL,SECONDS,ROUTER[,DOMAIN] …}. Prints every event.
 */
final class LabServer {

    private LabServer() {}

    public static void main(String[] arguments) throws Exception {
        var settings = new HashMap<String, String>();
        Arrays.stream(arguments).map(argument -> argument.split("=", 2)).forEach(pair -> settings.put(pair[0], pair[1]));
        Ip4 us = Ip4.of(settings.get("ip"));
        List<SubnetPlan> plans = Arrays.stream(arguments).filter(argument -> argument.startsWith("subnet=")).map(argument -> plan(argument.substring(7), us)).toList();
        var segment = new Segment(settings.get("interface"), us, Optional.of(new Subnet(us, 24)), settings.get("mode").equals("full") ? DhcpMode.FULL : DhcpMode.PROXY, plans);
        var files = new HashMap<String, Optional<String>>();
        settings.forEach((key, value) -> {
            if (key.startsWith("file.")) {
                files.put(key.substring(5), Optional.of(value));
            }
        });
        var policy = new DefaultBootPolicy(new BootSettings(Optional.empty(), false, Optional.ofNullable(settings.get("url")).map(URI::create), 8080, Map.copyOf(files)));
        Inventory machines = Optional.ofNullable(settings.get("reserve")).map(LabServer::machines).orElse(Inventory.empty());
        var events = new EventHub("lab", Clock.systemUTC());
        events.subscribe(10_000, System.out::println);
        DhcpService service = segment.dhcp() == DhcpMode.FULL
                ? DhcpService.full(segment, policy, () -> machines, settings.containsKey("leases")
                        ? SqliteLeaseStore.open(Path.of(settings.get("leases"))) : new MemoryLeases())
                : DhcpService.proxy(segment, policy, () -> machines);
        var door = new DhcpDoor(new Loops(2), events, Clock.systemUTC(), DhcpSettings.DEFAULT, List.of(service));
        door.open();
        System.out.println(door.listening());
        Thread.currentThread().join();
    }

    private static SubnetPlan plan(String text, Ip4 us) {
        String[] parts = text.split(",", -1);
        return new SubnetPlan(Subnet.of(parts[0]), Optional.of(Ip4Range.of(parts[1])), Duration.ofSeconds(Integer.parseInt(parts[2])), List.of(Ip4.of(parts[3])),
                List.of(us), parts.length > 4 ? Optional.of(parts[4]) : Optional.empty());
    }

    private static Inventory machines(String text) {
        String[] parts = text.split(",", -1);
        return new Inventory(List.of(new Machine(parts[2], Set.of(Mac.of(parts[0])), Optional.empty(), Optional.of(parts[2]), List.of(Ip4.of(parts[1])), Labels.NONE)));
    }
}
