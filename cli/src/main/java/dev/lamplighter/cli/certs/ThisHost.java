package dev.lamplighter.cli.certs;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.lamplighter.model.IpAddress;
import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.stream.Stream;

/** The names by which this host is probably reached. Nothing is looked up in DNS. */
final class ThisHost {

    private static final Path NAME = Path.of("/proc/sys/kernel/hostname");

    private ThisHost() {}

    /** Its name, or {@code localhost} where it has none that a certificate could hold. */
    static String name() {
        try {
            String name = Files.readString(NAME, UTF_8).strip();
            return AltName.of(name).filter(AltName.Dns.class::isInstance).map(Object::toString).orElse("localhost");
        } catch (IOException unknown) {
            return "localhost";
        }
    }

    /** Its name, its interfaces' addresses, and the loopback's. */
    static List<AltName> names() {
        var names = new LinkedHashSet<AltName>();
        names.add(new AltName.Dns(name()));
        names.add(new AltName.Dns("localhost"));
        addresses().forEach(address -> names.add(new AltName.Address(IpAddress.of(address))));
        names.add(new AltName.Address(IpAddress.of(InetAddress.ofLiteral("127.0.0.1"))));
        names.add(new AltName.Address(IpAddress.of(InetAddress.ofLiteral("::1"))));
        return new ArrayList<>(names);
    }

    private static List<InetAddress> addresses() {
        try {
            return NetworkInterface.networkInterfaces().flatMap(ThisHost::ofOne)
                    .filter(address -> !address.isLoopbackAddress() && !address.isLinkLocalAddress())
                    .toList();
        } catch (SocketException unknown) {
            return List.of();
        }
    }

    private static Stream<InetAddress> ofOne(NetworkInterface found) {
        try {
            return found.isUp() ? found.inetAddresses() : Stream.empty();
        } catch (SocketException gone) {
            return Stream.empty();
        }
    }
}
