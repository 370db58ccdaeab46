package dev.lamplighter.cli.convert.export;

import dev.lamplighter.cli.convert.export.BootTable.OfArchs;
import dev.lamplighter.cli.convert.export.BootTable.OfClass;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** For {@code dnsmasq.conf}: where dnsmasq leases addresses, or where it is a proxy itself. */
final class DnsmasqText {

    /** dnsmasq's names of architectures in {@code pxe-service}. */
    private static final Map<Integer, String> SERVICES = Map.of(0, "x86PC", 6, "IA32_EFI", 7, "BC_EFI", 9, "X86-64_EFI", 10, "ARM32_EFI", 11, "ARM64_EFI");
    private static final String HEAD = """
            # Put this into dnsmasq.conf, or a file in conf-dir; dnsmasq --test says whether it is understood. It tells machines that boot from the network
            # where to start, and nobody else anything. Made by lamplighter export dnsmasq. Leave enable-tftp out where both run on one host.
            dhcp-userclass=set:ll-ipxe,iPXE
            dhcp-match=set:ll-ipxe,175
            # iPXE that announces TFTP but no HTTP needs a newer one.
            dhcp-match=set:ll-has-tftp,175,21
            dhcp-match=set:ll-has-http,175,19
            tag-if=set:ll-script,tag:ll-ipxe,tag:ll-has-http
            tag-if=set:ll-script,tag:ll-ipxe,tag:!ll-has-tftp
            """;

    private DnsmasqText() {}

    static String of(BootTable table, boolean proxy) {
        var text = new StringBuilder(HEAD);
        return (proxy ? services(text, table) : boot(text, table)).toString();
    }

    private static StringBuilder boot(StringBuilder text, BootTable table) {
        text.append("dhcp-vendorclass=set:ll-pxe,PXEClient\ndhcp-vendorclass=set:ll-http,HTTPClient\n");
        var codes = new TreeSet<Integer>();
        table.pxe().forEach(each -> codes.addAll(each.archs()));
        table.http().forEach(each -> codes.addAll(each.archs()));
        codes.forEach(code -> text.append("dhcp-match=set:ll-").append(code).append(",option:client-arch,").append(code).append('\n'));
        table.script().ifPresent(url -> text.append("dhcp-boot=tag:ll-script,").append(url).append(",,").append(table.server())
                .append("\n# iPXE need not wait for another answer.\ndhcp-option=tag:ll-script,encap:175,176,1b\n"));
        var not = new ArrayList<>(List.of("tag:!ll-script"));
        int number = 0;
        for (OfClass each : table.classes()) {
            String tag = "ll-class-" + ++number;
            text.append("dhcp-vendorclass=set:").append(tag).append(',').append(each.prefix()).append('\n');
            file(text, String.join(",", not) + ",tag:" + tag, each.file(), table);
            not.add("tag:!" + tag);
        }
        text.append("# UEFI HTTP Boot takes an answer only from who calls itself the same.\ndhcp-option-force=tag:ll-http,60,HTTPClient\n");
        for (boolean http : List.of(false, true)) {
            for (OfArchs each : http ? table.http() : table.pxe()) {
                each.archs().forEach(code -> file(text, String.join(",", not) + ",tag:ll-" + (http ? "http" : "pxe") + ",tag:ll-" + code, Optional.of(each.file()), table));
            }
        }
        return text;
    }

    private static void file(StringBuilder text, String tags, Optional<String> file, BootTable table) {
        file.ifPresent(name -> text.append("dhcp-boot=").append(tags).append(',').append(name).append(",,").append(table.server()).append('\n'));
    }

    private static StringBuilder services(StringBuilder text, BootTable table) {
        for (OfArchs each : table.pxe()) {
            for (int code : each.archs()) {
                String service = SERVICES.getOrDefault(code, Integer.toString(code));
                text.append("pxe-service=tag:!ll-script,").append(service).append(",Lamplighter,").append(each.file()).append(',').append(table.server()).append('\n');
                table.script().ifPresent(url -> text.append("pxe-service=tag:ll-script,").append(service).append(",Lamplighter,").append(url).append(',').append(table.server())
                        .append('\n'));
            }
        }
        return text.append("# A dnsmasq that is a proxy does not answer UEFI HTTP Boot.\n");
    }
}
