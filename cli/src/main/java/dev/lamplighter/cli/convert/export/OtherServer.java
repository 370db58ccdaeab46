package dev.lamplighter.cli.convert.export;

import java.util.Arrays;
import java.util.Optional;

/** A DHCP server that can be told to send machines to us. */
public enum OtherServer {
    ISC("isc"), KEA("kea"), DNSMASQ("dnsmasq");

    private final String word;

    OtherServer(String word) {
        this.word = word;
    }

    /** As the command line names it. */
    public String word() {
        return word;
    }

    public static Optional<OtherServer> named(String word) {
        return Arrays.stream(values()).filter(server -> server.word.equals(word)).findFirst();
    }

    /** What to put into its configuration. With {@code proxy} (dnsmasq alone) for one that leases no addresses itself. */
    public String configuration(BootTable table, boolean proxy) {
        return switch (this) {
            case ISC -> IscText.of(table);
            case KEA -> KeaText.of(table);
            case DNSMASQ -> DnsmasqText.of(table, proxy);
        };
    }
}
