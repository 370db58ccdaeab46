package dev.lamplighter.appliance.doctor.host;

import dev.lamplighter.appliance.doctor.Facts.Privileges;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** What the kernel lets this process do (capabilities(7)). */
public final class PrivilegesLook {

    private static final Path STATUS = Path.of("/proc/self/status");
    private static final Path LOWEST = Path.of("/proc/sys/net/ipv4/ip_unprivileged_port_start");
    private static final int USUAL_LOWEST = 1024;
    private static final int CAP_NET_BIND_SERVICE = 10;
    private static final int CAP_NET_RAW = 13;

    private PrivilegesLook() {}

    /** {@code wanted} is the lowest port that the settings ask for. */
    public static Privileges look(int wanted, boolean leases, boolean dhcp) {
        long may = capabilities();
        return new Privileges("the user " + System.getProperty("user.name"), lowest(), has(may, CAP_NET_BIND_SERVICE), has(may, CAP_NET_RAW), wanted, leases, dhcp);
    }

    private static boolean has(long all, int capability) {
        return (all >> capability & 1) == 1;
    }

    private static long capabilities() {
        try (Stream<String> lines = Files.lines(STATUS)) {
            return lines.filter(line -> line.startsWith("CapEff:")).map(line -> Long.parseUnsignedLong(line.substring(7).strip(), 16)).findFirst().orElse(0L);
        } catch (IOException unreadable) {
            return 0;
        }
    }

    private static int lowest() {
        try {
            return Integer.parseInt(Files.readString(LOWEST).strip());
        } catch (IOException | NumberFormatException unknown) {
            return USUAL_LOWEST;
        }
    }
}
