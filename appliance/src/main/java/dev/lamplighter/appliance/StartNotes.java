package dev.lamplighter.appliance;

import dev.lamplighter.appliance.settings.Key;
import dev.lamplighter.appliance.settings.Keys;
import dev.lamplighter.appliance.settings.Settings;
import dev.lamplighter.assets.BundledFile;
import dev.lamplighter.assets.BundledFiles;
import dev.lamplighter.model.HostPort;
import dev.lamplighter.model.Segment;
import java.nio.file.Files;
import java.util.List;
import java.util.function.BiConsumer;

/** What an operator wants to know at the start beside what listens: what is off and what turns it on, which boot files there are, and what will surprise. */
record StartNotes(Settings settings, List<Segment> segments) {

    void explainWhatIsOff(StartTable table) {
        if (segments.isEmpty()) {
            table.off("dhcp", "serve an interface: --interface eth1");
            table.off("tftp", "serve an interface: --interface eth1");
        } else {
            segments.stream().filter(segment -> !Booting.hasDhcpSocket(segment))
                    .forEach(segment -> table.off("dhcp", segment.dhcp().key() + " on " + segment.interfaceName() + "; dhcp: proxy or full opens it"));
            if (!settings.tftp()) {
                table.off("tftp", "tftp.enabled: true opens it");
            }
        }
        if (segments.stream().noneMatch(segment -> Booting.servesDns(settings, segment.dhcp()))) {
            table.off("dns", segments.isEmpty() ? "serve an interface, and set dns.records or dns.upstream" : "set dns.records or dns.upstream, or dns.enabled: true");
        }
        if (settings.rpc().isEmpty()) {
            table.off("grpc", "give it an address and certificates: -rpc-address, -ca-file, -cert-file, -key-file");
        }
        if (settings.metricsAddress().isEmpty()) {
            table.off("metrics", "set metrics.address");
        }
        if (settings.assetsPath().isEmpty()) {
            table.off("assets", "name a folder: -assets-path or assets.path");
        }
    }

    /** Which boot files firmware is given: those inside, with what they lack, or the operator's in their place. */
    void explainBootFiles(StartTable table) {
        if (segments.isEmpty()) {
            return;
        }
        for (BundledFile file : BundledFiles.ofThisBuild().list()) {
            boolean own = Files.isRegularFile(settings.tftpRoot().resolve(file.name()));
            table.says("boot file", file.name(), own ? "yours in place of the one inside"
                    : file.version() + (file.lacks().isEmpty() ? "" : ", without " + String.join(" and ", file.lacks())), own ? setting(Keys.TFTP_ROOT) : "inside");
        }
    }

    /** Gives {@code say} the code and the sentence of each warning. */
    void warn(BiConsumer<String, String> say) {
        if (!Files.isDirectory(settings.storePath())) {
            say.accept("no-data-folder", "there is no folder " + settings.storePath()
                    + ": no group matches until it is there; create it, or name another with store.path");
        }
        if (settings.rpc().filter(rpc -> rpc.allowed().everybody()).isPresent()) {
            say.accept("rpc-open", "every client with a certificate of " + settings.rpc().get().ca()
                    + " may change everything through gRPC: name those who should with rpc.allow");
        }
        warnOfClosedDoor(say);
        if (settings.tls().isPresent() && settings.bootAddress().isEmpty()) {
            say.accept("https-only", "only HTTPS is served, and the iPXE inside knows no HTTPS: machines that use it cannot boot from"
                    + " here; set http.boot-address (--http-boot-address 0.0.0.0:80) to serve plain HTTP beside it");
        }
    }

    /** DHCP names the segment's address; where HTTP listens elsewhere only, clients would knock at a closed door. */
    private void warnOfClosedDoor(BiConsumer<String, String> say) {
        HostPort address = settings.forBooting();
        boolean everywhere = address.host().isEmpty() || address.host().equals("0.0.0.0") || address.host().equals("::");
        boolean said = settings.httpAddressIsSet() || settings.bootAddress().isPresent();
        String key = settings.bootAddress().isPresent() ? "http.boot-address" : "http.address";
        if (!said || everywhere || settings.bootUrl().isPresent()) {
            return;
        }
        segments.stream().filter(segment -> !segment.advertise().toString().equals(address.host()))
                .forEach(segment -> say.accept("http-elsewhere", "clients on " + segment.interfaceName() + " are sent to http://"
                        + segment.advertise() + ":" + address.port() + "/, and plain HTTP listens on " + address + " only: "
                        + (settings.bootAddress().isPresent() ? "" : "leave " + key + " out, or ") + "set " + key + " to 0.0.0.0:" + address.port()));
    }

    private String setting(Key key) {
        return key.path() + " (" + settings.merged().get(key).origin().where() + ")";
    }
}
