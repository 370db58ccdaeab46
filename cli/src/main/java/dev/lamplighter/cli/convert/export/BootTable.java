package dev.lamplighter.cli.convert.export;

import dev.lamplighter.boot.policy.BootClient;
import dev.lamplighter.boot.policy.BootClient.Speaks;
import dev.lamplighter.boot.policy.BootPlan;
import dev.lamplighter.boot.policy.BootPolicy;
import dev.lamplighter.model.Arch;
import dev.lamplighter.model.Ip4;
import dev.lamplighter.model.Mac;
import dev.lamplighter.model.Segment;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What our own policy tells each kind of client on a segment, asked of it one by one, so that another server can tell the same.
 *
 * @param server our address on the segment
 * @param script where iPXE that knows HTTP finds its script
 * @param classes what goes by vendor class (option 60), the longest in front
 * @param pxe what PXE firmware gets, by architecture (option 93); iPXE without HTTP too
 * @param http what UEFI HTTP Boot gets
 */
public record BootTable(Ip4 server, Optional<String> script, List<OfClass> classes, List<OfArchs> pxe, List<OfArchs> http) {

    /** What firmware gets whose vendor class begins with {@code prefix}; an empty file means nothing. */
    public record OfClass(String prefix, Optional<String> file) {

        boolean overHttp() {
            return prefix.startsWith("HTTPClient");
        }
    }

    /** Architectures that get the same file. */
    public record OfArchs(List<Integer> archs, String file) {
        public OfArchs {
            archs = List.copyOf(archs);
        }
    }

    /** IANA's registry ends at 41; what an operator names beyond it is asked for as well. */
    private static final int LAST = 63;
    private static final Mac SOMEBODY = Mac.of("52:54:00:00:00:01");

    public BootTable {
        classes = List.copyOf(classes);
        pxe = List.copyOf(pxe);
        http = List.copyOf(http);
    }

    /** Asks {@code policy}; {@code named} are the keys of boot.files, whose numbers and vendor classes are asked for besides the usual ones. */
    public static BootTable of(BootPolicy policy, Segment via, Set<String> named) {
        var codes = new TreeSet<Integer>();
        for (int code = 0; code <= LAST; code++) {
            codes.add(code);
        }
        named.stream().filter(key -> key.matches("\\d{1,5}")).map(Integer::valueOf).forEach(codes::add);
        List<OfClass> classes = named.stream().filter(key -> key.startsWith("class:")).map(key -> key.substring("class:".length()))
                .filter(prefix -> prefix.startsWith("PXEClient") || prefix.startsWith("HTTPClient"))
                .sorted((one, other) -> other.length() - one.length())
                .map(prefix -> new OfClass(prefix, told(policy, via, prefix.startsWith("HTTPClient") ? Speaks.HTTP_BOOT : Speaks.PXE, Arch.EFI_X64, prefix))).toList();
        return new BootTable(via.advertise(), told(policy, via, Speaks.IPXE, Arch.BIOS, "PXEClient"), classes,
                table(policy, via, Speaks.PXE, codes.stream().filter(code -> !new Arch(code).overHttp()).toList()),
                table(policy, via, Speaks.HTTP_BOOT, codes.stream().filter(code -> new Arch(code).overHttp()).toList()));
    }

    private static List<OfArchs> table(BootPolicy policy, Segment via, Speaks speaks, List<Integer> codes) {
        Map<String, List<Integer>> byFile = new LinkedHashMap<>();
        for (int code : codes) {
            told(policy, via, speaks, new Arch(code), speaks == Speaks.PXE ? "PXEClient" : "HTTPClient")
                    .ifPresent(file -> byFile.computeIfAbsent(file, _ -> new ArrayList<>()).add(code));
        }
        return byFile.entrySet().stream().map(each -> new OfArchs(each.getValue(), each.getKey())).toList();
    }

    private static Optional<String> told(BootPolicy policy, Segment via, Speaks speaks, Arch arch, String vendorClass) {
        var client = new BootClient(SOMEBODY, Optional.of(arch), speaks, Optional.empty(), vendorClass, Set.of());
        return switch (policy.plan(client, via, Optional.empty())) {
            case BootPlan.Chainload chainload -> Optional.of(chainload.file());
            case BootPlan.OpenUrl open -> Optional.of(open.url().toString());
            case BootPlan.OwnFiles _, BootPlan.Menu _, BootPlan.LocalDisk _, BootPlan.Nothing _ -> Optional.empty();
        };
    }
}
