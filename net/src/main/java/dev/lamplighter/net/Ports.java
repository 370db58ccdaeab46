package dev.lamplighter.net;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Says in one sentence why a port could not be bound, with the process that holds it. */
public final class Ports {

    private static final Path PROC = Path.of("/proc");

    private Ports() {}

    public static CannotListen refusal(String service, String protocol, InetSocketAddress at, Optional<String> interfaceName, Throwable cause) {
        String where = protocol + " " + at.getAddress().getHostAddress() + ":" + at.getPort() + interfaceName.map(name -> " on " + name).orElse("");
        String why = String.valueOf(cause.getMessage());
        String sentence;
        if (isInUse(cause)) {
            sentence = "is in use" + holder(protocol, at.getPort()).map(who -> " by " + who).orElse(" by another process");
        } else if (why.contains("ermission denied") || why.contains("not permitted")) {
            sentence = "needs a permission this process lacks: run as root, or give it CAP_NET_BIND_SERVICE and CAP_NET_RAW";
        } else if (why.contains("annot assign requested address")) {
            sentence = "is not an address of this host: see `ip -brief address`";
        } else {
            sentence = "cannot be bound: " + why;
        }
        return new CannotListen(service + ": " + where + " " + sentence, cause);
    }

    /** Whether a port could not be bound because somebody has it. */
    public static boolean isInUse(Throwable cause) {
        return String.valueOf(cause.getMessage()).contains("in use");
    }

    /** The process that has {@code port} bound, as {@code name (pid 42)}; empty where it may not be seen. */
    public static Optional<String> holder(String protocol, int port) {
        return holders(protocol, port).stream().flatMap(held -> held.by().stream()).findFirst().map(by -> by.name() + " (pid " + by.pid() + ")");
    }

    /** A socket that is bound to a port; {@code by} is empty where its process may not be seen. */
    public record Held(InetAddress address, Optional<Owner> by) {}

    /** A process; {@code command} are the words that it was started by. */
    public record Owner(String name, long pid, String command) {}

    /** All sockets of {@code protocol}, {@code udp} or {@code tcp}, that are bound to {@code port} on this host. */
    public static List<Held> holders(String protocol, int port) {
        return Stream.of(protocol, protocol + "6").flatMap(table -> sockets(PROC.resolve("net").resolve(table), port, protocol).stream())
                .map(socket -> new Held(socket.address(), owner(socket.inode()))).toList();
    }

    private record Socket(InetAddress address, String inode) {}

    private static List<Socket> sockets(Path table, int port, String protocol) {
        String suffix = String.format(":%04X", port);
        try (var lines = Files.lines(table)) {
            return lines.skip(1)
                    .map(line -> line.strip().split("\\s+"))
                    .filter(columns -> columns.length > 9 && columns[1].endsWith(suffix))
                    .filter(columns -> !protocol.equals("tcp") || columns[3].equals("0A"))
                    .filter(columns -> !columns[9].equals("0"))
                    .map(columns -> new Socket(address(columns[1].substring(0, columns[1].length() - suffix.length())), columns[9]))
                    .toList();
        } catch (IOException unreadable) {
            return List.of();
        }
    }

    /** An address as the kernel prints it: words of 32 bits in the host's order. */
    private static InetAddress address(String hex) {
        ByteBuffer octets = ByteBuffer.allocate(hex.length() / 2).order(ByteOrder.nativeOrder());
        for (int i = 0; i + 8 <= hex.length(); i += 8) {
            octets.putInt(Integer.parseUnsignedInt(hex.substring(i, i + 8), 16));
        }
        try {
            return InetAddress.getByAddress(octets.array());
        } catch (UnknownHostException impossible) {
            throw new IllegalArgumentException("an address of 4 or 16 octets, not " + hex, impossible);
        }
    }

    private static Optional<Owner> owner(String inode) {
        String socket = "socket:[" + inode + "]";
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(PROC, "[0-9]*")) {
            for (Path process : processes) {
                if (holds(process, socket)) {
                    return Optional.of(new Owner(name(process), Long.parseLong(process.getFileName().toString()), command(process)));
                }
            }
        } catch (IOException unreadable) {
            return Optional.empty();
        }
        return Optional.empty();
    }

    private static boolean holds(Path process, String socket) {
        try (DirectoryStream<Path> descriptors = Files.newDirectoryStream(process.resolve("fd"))) {
            for (Path descriptor : descriptors) {
                if (Files.isSymbolicLink(descriptor) && Files.readSymbolicLink(descriptor).toString().equals(socket)) {
                    return true;
                }
            }
            return false;
        } catch (IOException goneOrForeign) {
            return false;
        }
    }

    private static String name(Path process) {
        try {
            return Files.readString(process.resolve("comm")).strip();
        } catch (IOException gone) {
            return "a process";
        }
    }

    private static String command(Path process) {
        try {
            return Files.readString(process.resolve("cmdline"), ISO_8859_1).replace('\0', ' ').strip();
        } catch (IOException gone) {
            return "";
        }
    }
}
