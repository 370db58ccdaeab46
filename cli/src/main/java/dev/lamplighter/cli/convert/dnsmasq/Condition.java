package dev.lamplighter.cli.convert.dnsmasq;

import java.util.ArrayList;
import java.util.List;

/** The tags before a value ({@code tag:bios,tag:!ipxe,…}; in old files {@code net:}, and {@code #} for not), and the fields after them. */
record Condition(List<String> wanted, List<String> unwanted, List<String> rest) {

    static Condition of(List<String> fields) {
        var wanted = new ArrayList<String>();
        var unwanted = new ArrayList<String>();
        int i = 0;
        for (; i < fields.size() && (fields.get(i).startsWith("tag:") || fields.get(i).startsWith("net:")); i++) {
            String tag = fields.get(i).substring(4);
            if (tag.startsWith("!") || tag.startsWith("#")) {
                unwanted.add(tag.substring(1));
            } else {
                wanted.add(tag);
            }
        }
        return new Condition(List.copyOf(wanted), List.copyOf(unwanted), List.copyOf(fields.subList(i, fields.size())));
    }

    boolean always() {
        return wanted.isEmpty() && unwanted.isEmpty();
    }
}
