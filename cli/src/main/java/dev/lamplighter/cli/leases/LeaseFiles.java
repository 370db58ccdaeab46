package dev.lamplighter.cli.leases;

import java.util.Arrays;
import java.util.Optional;

/** The files in which other servers keep their leases. */
enum LeaseFiles {
    DNSMASQ("dnsmasq"), ISC("isc"), KEA("kea");

    private final String word;

    LeaseFiles(String word) {
        this.word = word;
    }

    static Optional<LeaseFiles> named(String word) {
        return Arrays.stream(values()).filter(kind -> kind.word.equals(word)).findFirst();
    }

    Brought read(String text) {
        return switch (this) {
            case DNSMASQ -> DnsmasqLeases.read(text);
            case ISC -> IscLeases.read(text);
            case KEA -> KeaLeases.read(text);
        };
    }
}
