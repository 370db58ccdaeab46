package dev.lamplighter.cli.convert.dnsmasq;

import dev.lamplighter.model.Ip4;
import dev.lamplighter.net.Interfaces;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What dnsmasq takes from the host that it runs on.
 *
 * @param addresses of each interface but loopback
 * @param resolvers the name servers of {@code /etc/resolv.conf}
 * @param folders whether there is a folder of that name
 */
record HostFacts(Map<String, List<Interfaces.Assigned>> addresses, List<String> resolvers, Folders folders) {

    private static final String RESOLV_CONF = "/etc/resolv.conf";

    /** Whether there is a folder of that name. */
    @FunctionalInterface
    interface Folders {
        boolean has(String folder);
    }

    /** Of the host that this runs on. */
    static HostFacts here() {
        var addresses = new LinkedHashMap<String, List<Interfaces.Assigned>>();
        Interfaces.names().forEach(name -> addresses.put(name, Interfaces.addresses(name).orElse(List.of())));
        return new HostFacts(addresses, resolvers(RESOLV_CONF), HostFacts::isFolder);
    }

    /** The name servers that a file in the form of {@code resolv.conf} names; none where it cannot be read. */
    static List<String> resolvers(String file) {
        try {
            var servers = new ArrayList<String>();
            for (String line : Files.readAllLines(Path.of(file))) {
                String[] words = line.strip().split("\\s+", -1);
                if (words.length > 1 && words[0].equals("nameserver")) {
                    servers.add(words[1]);
                }
            }
            return servers;
        } catch (IOException | InvalidPathException unread) {
            return List.of();
        }
    }

    /** Whether {@code address} is one of this host's. */
    boolean owns(Ip4 address) {
        return addresses.values().stream().flatMap(List::stream).anyMatch(own -> own.address().equals(address));
    }

    private static boolean isFolder(String folder) {
        try {
            return Files.isDirectory(Path.of(folder));
        } catch (InvalidPathException none) {
            return false;
        }
    }
}
