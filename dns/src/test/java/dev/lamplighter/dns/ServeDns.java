package dev.lamplighter.dns;

import dev.lamplighter.dns.server.DnsDoor;
import dev.lamplighter.model.IpAddress;
import dev.lamplighter.model.event.EventHub;
import dev.lamplighter.net.CannotListen;
import dev.lamplighter.net.Loops;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/** The DNS door alone, for trying: {@code ADDRESS [upstream=ADDRESS] [events=yes] NAME=ADDRESS...}, until it is ended. */
final class ServeDns {

    private ServeDns() {}

    public static void main(String[] arguments) throws CannotListen, InterruptedException {
        var listen = new DnsSettings.Listen(at(arguments[0]), Optional.empty());
        Map<String, List<IpAddress>> overrides = new LinkedHashMap<>();
        List<InetSocketAddress> upstreams = new ArrayList<>();
        var events = new EventHub("try", Clock.systemUTC());
        for (int i = 1; i < arguments.length; i++) {
            String[] pair = arguments[i].split("=", 2);
            switch (pair[0]) {
                case "upstream" -> upstreams.add(at(pair[1]));
                case "events" -> events.subscribe(1024, System.out::println);
                default -> overrides.computeIfAbsent(pair[0], name -> new ArrayList<>()).add(IpAddress.parse(pair[1]).orElseThrow());
            }
        }
        var loops = new Loops(2);
        var door = new DnsDoor(new DnsSettings(List.of(listen), overrides, upstreams), events, loops);
        door.open();
        System.out.println(door.listening());
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            door.close();
            loops.close();
        }));
        new CountDownLatch(1).await();
    }

    private static InetSocketAddress at(String address) {
        return new InetSocketAddress(IpAddress.parse(address).orElseThrow().toInetAddress(), DnsSettings.PORT);
    }
}
