package dev.lamplighter.cli.inspect;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** A machine that does not exist: the labels that iPXE sends, for templates that print them. */
final class StandIns {

    /** What iPXE calls its architectures ({@code buildarch}). */
    static final Set<String> ARCHITECTURES = Set.of("i386", "x86_64", "arm32", "arm64", "riscv32", "riscv64", "loong64");

    private static final Map<String, String> SENT_BY_IPXE = new LinkedHashMap<>();

    static {
        SENT_BY_IPXE.put("uuid", "4c4c4544-0000-1000-8000-000000000001");
        SENT_BY_IPXE.put("mac", "52:54:00:00:00:01");
        SENT_BY_IPXE.put("domain", "example.com");
        SENT_BY_IPXE.put("hostname", "node1");
        SENT_BY_IPXE.put("serial", "0001");
        SENT_BY_IPXE.put("arch", "x86_64");
    }

    private StandIns() {}

    /** A machine that the selector takes. */
    static Map<String, String> labels(Map<String, String> selector) {
        var labels = new LinkedHashMap<>(SENT_BY_IPXE);
        labels.putAll(selector);
        return labels;
    }
}
