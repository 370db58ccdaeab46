package dev.lamplighter.cli.convert.dnsmasq;

import dev.lamplighter.boot.policy.BootSettings;
import dev.lamplighter.cli.convert.dnsmasq.Draft.Mode;
import dev.lamplighter.model.Arch;
import dev.lamplighter.model.Ip4;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** {@code dhcp-boot} and {@code pxe-service}: what differs from the files that firmware is given anyway, and where iPXE finds its script. */
final class BootRules {

    private static final String SCRIPT = "/boot.ipxe";
    private static final int OUR_PORT = 8080;
    private static final int HTTP_PORT = 80;
    private static final Map<String, Integer> CLASSES = Map.ofEntries(Map.entry("x86pc", 0), Map.entry("pc98", 1), Map.entry("ia64_efi", 2), Map.entry("alpha", 3),
            Map.entry("arc_x86", 4), Map.entry("intel_lean_client", 5), Map.entry("ia32_efi", 6), Map.entry("x86-64_efi", 9), Map.entry("xscale_efi", 8),
            Map.entry("bc_efi", 7), Map.entry("arm32_efi", 10), Map.entry("arm64_efi", 11));

    private final Draft draft;
    private final HostFacts host;
    private final Tags tags;
    private final Remarks remarks;

    BootRules(Draft draft, HostFacts host, Tags tags, Remarks remarks) {
        this.draft = draft;
        this.host = host;
        this.tags = tags;
        this.remarks = remarks;
    }

    void read(Lines lines) {
        lines.take("dhcp-boot").forEach(this::dhcpBoot);
        lines.take("pxe-service").forEach(this::pxeService);
    }

    private void dhcpBoot(Line line) {
        Condition condition = Condition.of(line.fields());
        if (condition.rest().isEmpty()) {
            remarks.lost(line, "names no file");
            return;
        }
        Optional<Ip4> server = condition.rest().size() < 3 ? Optional.empty() : Ip4.parse(condition.rest().get(2));
        told(line, condition, Optional.empty(), condition.rest().getFirst(), server);
    }

    private void pxeService(Line line) {
        Condition condition = Condition.of(line.fields());
        List<String> rest = condition.rest();
        Optional<Integer> arch = rest.isEmpty() ? Optional.empty() : arch(rest.getFirst());
        if (arch.isEmpty() || rest.size() < 3) {
            remarks.lost(line, rest.size() < 3 ? "names no file; a machine boots at once here, without a menu" : rest.getFirst() + " is no client system architecture");
            return;
        }
        String file = rest.get(2);
        if (file.matches("\\d{1,5}")) {
            remarks.lost(line, "boot services are not asked for by number, and no menu is shown: a machine boots what its group's profile says");
            return;
        }
        // dnsmasq adds the layer to a name that has no dot.
        told(line, condition, arch, file.contains(".") ? file : file + ".0", rest.size() < 4 ? Optional.empty() : Ip4.parse(rest.get(3)));
    }

    private static Optional<Integer> arch(String name) {
        return name.matches("\\d{1,5}") ? Optional.of(Integer.parseInt(name)) : Optional.ofNullable(CLASSES.get(name.toLowerCase(Locale.ROOT)));
    }

    private void told(Line line, Condition condition, Optional<Integer> service, String file, Optional<Ip4> server) {
        Optional<String> foreign = condition.wanted().stream().filter(tag -> !tags.isFirmware(tag)).findFirst();
        if (foreign.isPresent()) {
            remarks.lost(line, "a boot file goes by firmware (boot.files) or by machine (machines/NAME.yaml), not by the tag " + foreign.get());
            return;
        }
        boolean url = file.contains("://");
        if (condition.wanted().stream().anyMatch(tags::isIpxe) || (url && service.isEmpty() && condition.wanted().isEmpty())) {
            script(line, file);
            return;
        }
        server.filter(address -> !address.isNone() && !host.owns(address)).ifPresent(address -> remarks.look(line,
                "boot files come from this host, not from " + address + ": where " + file + " is not among those inside, copy it into tftp.root"));
        Set<Integer> archs = new TreeSet<>(service.stream().toList());
        condition.wanted().forEach(tag -> archs.addAll(tags.archs(tag).orElse(Set.of())));
        if (archs.isEmpty()) {
            everybody(line, file);
        } else {
            archs.forEach(arch -> file(line, new Arch(arch), file));
        }
    }

    /** A file for whoever asks can be started by one kind of firmware only; its name tells by which. */
    private void everybody(Line line, String file) {
        String name = file.toLowerCase(Locale.ROOT);
        Arch arch = name.endsWith(".efi") || name.endsWith(".signed") ? Arch.EFI_X64 : Arch.BIOS;
        remarks.look(line, "taken for " + arch.kind().key() + ", as no other firmware can start it; each kind gets a file of its own (boot.files)");
        file(line, arch, file);
    }

    private void file(Line line, Arch arch, String file) {
        String usual = BootSettings.DEFAULT_FILES.getOrDefault(arch.kind().key(), "");
        if (file.equals(usual) || (arch.overHttp() && file.endsWith("/assets/" + usual))) {
            remarks.itself(line, arch + " gets " + usual + " anyway");
        } else if (BootSettings.DEFAULT_FILES.containsValue(file)) {
            remarks.lost(line, "the " + file + " inside is for another kind of firmware, and " + arch + " cannot start it: put one that it can start into tftp.root, and name it"
                    + " under boot.files: " + (arch.kind() == Arch.Kind.OTHER ? arch.code() : arch.kind().key()));
        } else if (file.contains("://") && uri(file).isEmpty()) {
            remarks.lost(line, file + " is no URL with a host");
        } else {
            String kind = arch.kind() == Arch.Kind.OTHER || arch.overHttp() ? Integer.toString(arch.code()) : arch.kind().key();
            String before = draft.bootFiles.putIfAbsent(kind, file);
            if (before != null && !before.equals(file)) {
                draft.bootFiles.put(Integer.toString(arch.code()), file);
            }
        }
    }

    private void script(Line line, String file) {
        Optional<URI> url = uri(file);
        if (url.isEmpty()) {
            remarks.lost(line, file.contains("://") ? file + " is no URL with a host: iPXE is sent to /boot.ipxe of this host"
                    : "iPXE gets its script by HTTP, from /boot.ipxe of this host: make it a template of a profile, or chain it from there");
            return;
        }
        if (!SCRIPT.equals(url.get().getRawPath()) || url.get().getRawQuery() != null || !url.get().getScheme().startsWith("http")) {
            remarks.lost(line, "iPXE is sent to " + SCRIPT + " of this host, or of boot.url: what this script does belongs into profiles");
            return;
        }
        String base = file.substring(0, file.length() - SCRIPT.length());
        Optional<String> earlier = draft.bootUrl.or(() -> draft.bootName.map(name -> "http://" + name + ":" + OUR_PORT));
        if (earlier.isPresent()) {
            if (!earlier.get().equals(base)) {
                remarks.lost(line, "every iPXE is sent to one place, which an earlier line says: " + earlier.get() + SCRIPT);
            }
            return;
        }
        int port = url.get().getPort() < 0 ? HTTP_PORT : url.get().getPort();
        boolean ours = url.get().getScheme().equals("http") && port == OUR_PORT && draft.records.containsKey(url.get().getHost())
                && draft.segments.values().stream().allMatch(segment -> segment.mode == Mode.FULL);
        if (ours) {
            draft.bootName = Optional.of(url.get().getHost());
        } else {
            draft.bootUrl = Optional.of(base);
        }
        if (port != OUR_PORT) {
            remarks.look(line, "if that is this host, let HTTP listen there: http: { address: \"0.0.0.0:" + port + "\" }");
        }
    }

    private static Optional<URI> uri(String text) {
        try {
            URI uri = new URI(text);
            return Optional.of(uri).filter(each -> each.getScheme() != null && each.getHost() != null && each.getPort() <= 0xffff);
        } catch (URISyntaxException none) {
            return Optional.empty();
        }
    }
}
