package dev.lamplighter.boot.machine;

import dev.lamplighter.model.Mac;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Who made a network interface, by the first three octets of its address: virtual machines, Raspberry Pis and a few makers of servers, which is
 * enough to tell the machines of a lab apart. The whole registry is the IEEE's.
 */
public final class Vendors {

    private static final int LOCAL_BIT = 2;
    private static final int PREFIX = 8;
    private static final Map<String, String> BY_PREFIX = new HashMap<>();

    static {
        vendor("QEMU", "52:54:00");
        vendor("Proxmox", "bc:24:11");
        vendor("VMware", "00:05:69 00:0c:29 00:1c:14 00:50:56");
        vendor("VirtualBox", "08:00:27");
        vendor("Hyper-V", "00:15:5d");
        vendor("Xen", "00:16:3e");
        vendor("Parallels", "00:1c:42");
        vendor("Raspberry Pi", "b8:27:eb dc:a6:32 e4:5f:01 d8:3a:dd 2c:cf:67 28:cd:c1");
        vendor("Supermicro", "00:25:90 00:30:48 0c:c4:7a 3c:ec:ef ac:1f:6b");
        vendor("Intel", "00:1b:21 3c:fd:fe 90:e2:ba a0:36:9f");
        vendor("Mellanox", "00:02:c9 0c:42:a1 24:8a:07 b8:59:9f");
        vendor("PC Engines", "00:0d:b9");
    }

    private Vendors() {}

    private static void vendor(String name, String prefixes) {
        for (String prefix : prefixes.split(" ", -1)) {
            BY_PREFIX.put(prefix, name);
        }
    }

    public static Optional<String> of(Mac mac) {
        Optional<String> known = Optional.ofNullable(BY_PREFIX.get(mac.toString().substring(0, PREFIX)));
        return known.isPresent() || (mac.octets().at(0) & LOCAL_BIT) == 0 ? known : Optional.of("made up (locally administered)");
    }
}
