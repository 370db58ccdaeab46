package dev.lamplighter.net;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

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
        for (String table : new String[] {protocol, protocol + "6"}) {
            Optional<String> found = inodeOf(PROC.resolve("net").resolve(table), port, protocol).flatMap(Ports::owner);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    private static Optional<String> inodeOf(Path table, int port, String protocol) {
        String suffix = String.format(":%04X", port);
        try (var lines = Files.lines(table)) {
            return lines.skip(1)
                    .map(line -> line.strip().split("\\s+"))
                    .filter(columns -> columns.length > 9 && columns[1].endsWith(suffix))
                    .filter(columns -> !protocol.equals("tcp") || columns[3].equals("0A"))
                    .map(columns -> columns[9])
                    .filter(inode -> !inode.equals("0"))
                    .findFirst();
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }

    private static Optional<String> owner(String inode) {
        String socket = "socket:[" + inode + "]";
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(PROC, "[0-9]*")) {
            for (Path process : processes) {
                if (holds(process, socket)) {
                    return Optional.of(name(process) + " (pid " + process.getFileName() + ")");
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
}
