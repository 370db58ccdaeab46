package dev.lamplighter.cli.convert.export;

import static java.util.stream.Collectors.joining;

import dev.lamplighter.cli.JsonObject;
import dev.lamplighter.cli.convert.export.BootTable.OfArchs;
import dev.lamplighter.cli.convert.export.BootTable.OfClass;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** For the {@code Dhcp4} section of Kea's configuration: two of its lists. */
final class KeaText {

    private static final String SPACE = "ipxe";
    private static final String SCRIPT = "lamplighter-ipxe";
    private static final String FEATURES = "(option[175].option[21].exists or option[175].option[23].exists)";
    private static final String IPXE = "(option[77].hex == 'iPXE' or substring(option[77].hex,1,4) == 'iPXE' or option[175].exists) and (option[175].option[19].exists or not "
            + FEATURES + ")";

    private KeaText() {}

    static String of(BootTable table) {
        return """
                // Put these two lists into "Dhcp4"; where it has such a list already, add the entries to that one, in this order and before yours.
                // kea-dhcp4 -t FILE says whether it is understood. They tell machines that boot from the network where to start, and nobody else
                // anything. Made by lamplighter export kea.
                "option-def": [
                %s
                ],
                "client-classes": [
                %s
                ]
                """.formatted(lines(List.of(
                        new JsonObject().text("name", "ipxe-encapsulated").number("code", 175).text("type", "empty").text("encapsulate", SPACE),
                        feature("http", 19), feature("tftp", 21), feature("dns", 23), feature("no-pxedhcp", 176))), lines(classes(table)));
    }

    private static String lines(List<JsonObject> entries) {
        return entries.stream().map(entry -> "  " + entry).collect(joining(",\n"));
    }

    private static JsonObject feature(String name, int code) {
        return new JsonObject().text("name", name).number("code", code).text("space", SPACE).text("type", "uint8");
    }

    private static List<JsonObject> classes(BootTable table) {
        var classes = new ArrayList<JsonObject>();
        var script = new JsonObject().text("name", SCRIPT).text("test", IPXE);
        table.script().ifPresent(url -> script.text("next-server", table.server().toString()).text("boot-file-name", url));
        classes.add(script.objects("option-data", List.of(new JsonObject().text("name", "ipxe-encapsulated"),
                new JsonObject().text("name", "no-pxedhcp").text("space", SPACE).text("data", "1"))));
        var before = new ArrayList<>(List.of(SCRIPT));
        int number = 0;
        for (OfClass each : table.classes()) {
            String name = "lamplighter-class-" + ++number;
            classes.add(entry(name, begins(each.prefix()), before, table, each.file(), each.overHttp()));
            before.add(name);
        }
        List<String> earlier = List.copyOf(before);
        for (boolean http : List.of(false, true)) {
            for (OfArchs each : http ? table.http() : table.pxe()) {
                String archs = IscText.any(each.archs(), code -> "substring(option[93].hex,0,2) == 0x%04x".formatted(code));
                classes.add(entry("lamplighter-" + (http ? "http-" : "pxe-") + each.archs().getFirst(), begins(http ? "HTTPClient" : "PXEClient") + " and (" + archs + ")",
                        earlier, table, Optional.of(each.file()), http));
            }
        }
        return classes;
    }

    /** A text of Kea's expressions ends at the next apostrophe, and nothing can stand for one: such a class is written as its octets. */
    private static String begins(String prefix) {
        byte[] octets = prefix.getBytes(StandardCharsets.ISO_8859_1);
        boolean plain = prefix.chars().allMatch(c -> c >= ' ' && c <= '~' && c != '\'');
        return "substring(option[60].hex,0," + octets.length + ") == " + (plain ? "'" + prefix + "'" : "0x" + HexFormat.of().formatHex(octets));
    }

    private static JsonObject entry(String name, String test, List<String> before, BootTable table, Optional<String> file, boolean http) {
        var entry = new JsonObject().text("name", name).text("test", before.stream().map(each -> "not member('" + each + "')").collect(joining(" and ")) + " and " + test);
        if (file.isEmpty()) {
            return entry;
        }
        entry.text("next-server", table.server().toString());
        if (file.get().length() < 128) {
            entry.text("boot-file-name", file.get());
        }
        if (http) {
            entry.objects("option-data", List.of(always("vendor-class-identifier", "HTTPClient"), always("boot-file-name", file.get())));
        }
        return entry;
    }

    private static JsonObject always(String name, String data) {
        return new JsonObject().text("name", name).text("data", data.replace(",", "\\,")).truth("always-send", true);
    }
}
