package dev.lamplighter.appliance.doctor.host;

import dev.lamplighter.appliance.doctor.Facts.Link;
import dev.lamplighter.model.Ip4;
import dev.lamplighter.net.Interfaces;
import java.io.IOException;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** How an interface is. */
public final class LinkLook {

    private LinkLook() {}

    public static Link look(String name, Optional<Ip4> advertise) {
        return new Link(name, Interfaces.addresses(name), isUp(name), hasCarrier(name), advertise, Interfaces.names());
    }

    private static boolean isUp(String name) {
        try {
            NetworkInterface found = NetworkInterface.getByName(name);
            return found != null && found.isUp();
        } catch (SocketException gone) {
            return false;
        }
    }

    /** The kernel refuses to say for an interface that is down. One without a cable, such as a tunnel, always has it. */
    private static boolean hasCarrier(String name) {
        try {
            return Files.readString(Path.of("/sys/class/net", name, "carrier")).strip().equals("1");
        } catch (IOException unknown) {
            return isUp(name);
        }
    }
}
