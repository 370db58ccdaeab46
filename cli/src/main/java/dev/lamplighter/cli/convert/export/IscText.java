package dev.lamplighter.cli.convert.export;

import static java.util.stream.Collectors.joining;

import dev.lamplighter.cli.convert.export.BootTable.OfArchs;
import dev.lamplighter.cli.convert.export.BootTable.OfClass;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;

/** For {@code dhcpd.conf} of ISC DHCP 4 (dhcp-eval(5), dhcp-options(5)). */
final class IscText {

    private static final String IPXE = """
            option user-class = "iPXE" or substring(option user-class, 1, 4) = "iPXE"
                or exists ipxe.tftp or exists ipxe.dns or exists ipxe.http""";
    private static final String HTTP = "exists ipxe.http or not (exists ipxe.tftp or exists ipxe.dns)";

    private IscText() {}

    static String of(BootTable table) {
        var text = new StringBuilder("""
                # Put this at the top of dhcpd.conf, outside of every subnet; dhcpd -t says whether it is understood. It tells machines that boot from the
                # network where to start, and nobody else anything. Made by lamplighter export isc.
                option architecture-type code 93 = unsigned integer 16;
                option space ipxe;
                option ipxe.http code 19 = unsigned integer 8;
                option ipxe.tftp code 21 = unsigned integer 8;
                option ipxe.dns code 23 = unsigned integer 8;
                option ipxe.no-pxedhcp code 176 = unsigned integer 8;
                option ipxe-encapsulated code 175 = encapsulate ipxe;

                """);
        // iPXE that knows no HTTP is firmware like any other, and gets a newer one.
        text.append("if ((").append(IPXE).append(")\n    and (").append(HTTP).append(")) {\n");
        table.script().ifPresent(url -> text.append("  next-server ").append(table.server()).append(";\n  filename ").append(quoted(url))
                .append(";\n  # iPXE need not wait for another answer.\n  option ipxe.no-pxedhcp 1;\n"));
        text.append("} elsif substring(option vendor-class-identifier, 0, 10) = \"HTTPClient\" {\n")
                .append("  # UEFI HTTP Boot takes an answer only from who calls itself the same.\n  option vendor-class-identifier \"HTTPClient\";\n")
                .append("  option dhcp-parameter-request-list = concat(option dhcp-parameter-request-list, 3c, 43);\n");
        branches(text, table, true);
        text.append("} elsif substring(option vendor-class-identifier, 0, 9) = \"PXEClient\" {\n  next-server ").append(table.server()).append(";\n");
        branches(text, table, false);
        return text.append("}\n").toString();
    }

    private static void branches(StringBuilder text, BootTable table, boolean http) {
        String word = "  if ";
        for (OfClass each : table.classes()) {
            if (each.overHttp() == http) {
                text.append(word).append("substring(option vendor-class-identifier, 0, ").append(each.prefix().length()).append(") = ").append(quoted(each.prefix()));
                file(text, each.file(), http);
                word = " elsif ";
            }
        }
        for (OfArchs each : http ? table.http() : table.pxe()) {
            text.append(word).append(any(each.archs(), code -> "substring(option architecture-type, 0, 2) = %02x:%02x".formatted(code >> 8, code & 0xff)));
            file(text, Optional.of(each.file()), http);
            word = " elsif ";
        }
        text.append(word.equals("  if ") ? "" : "\n");
    }

    private static void file(StringBuilder text, Optional<String> file, boolean http) {
        text.append(" {\n");
        file.ifPresent(name -> text.append("    filename ").append(quoted(name)).append(";\n")
                .append(http ? "    option bootfile-name " + quoted(name) + ";\n" : ""));
        text.append("  }");
    }

    static String any(List<Integer> codes, IntFunction<String> condition) {
        return codes.stream().map(condition::apply).collect(joining(" or "));
    }

    private static String quoted(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }
}
