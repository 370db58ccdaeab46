package dev.lamplighter.cli.convert.dnsmasq;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the tags mean that are set by what firmware says of itself. */
final class Tags {

    private static final String KNOWN = "firmware, its architecture and iPXE are told apart without rules";
    private static final Pattern ARCH = Pattern.compile("PXEClient:Arch:(\\d{5}).*");
    private static final List<String> CLIENT_ARCH = List.of("option:client-arch", "93");
    private static final int IPXE_OPTION = 175;

    /** By tag, the architectures (option 93) for which it is set. */
    private final Map<String, Set<Integer>> archs = new HashMap<>();
    private final Set<String> ipxe = new HashSet<>();
    private final Set<String> pxe = new HashSet<>();

    Tags(Lines lines, Remarks remarks) {
        for (Line line : lines.take("dhcp-match", "dhcp-vendorclass", "dhcp-userclass")) {
            if (read(line)) {
                remarks.itself(line, KNOWN);
            } else {
                remarks.lost(line, "options are chosen by subnet and by machine, not by what a client says of itself: see subnets and reservations in docs/settings.md");
            }
        }
    }

    private boolean read(Line line) {
        List<String> fields = line.fields();
        if (fields.size() < 2) {
            return false;
        }
        String tag = fields.getFirst().replaceFirst("^(set|net):", "");
        String what = fields.get(1).replaceFirst("^enterprise:\\d+$", "");
        return switch (line.option()) {
            case "dhcp-userclass" -> what.equals("iPXE") && put(ipxe, tag);
            case "dhcp-vendorclass" -> vendorClass(tag, what);
            default -> match(tag, what, fields);
        };
    }

    private boolean vendorClass(String tag, String what) {
        Matcher arch = ARCH.matcher(what);
        if (arch.matches()) {
            return add(tag, Integer.parseInt(arch.group(1)));
        }
        return (what.startsWith("PXEClient") || what.startsWith("HTTPClient")) && put(pxe, tag);
    }

    private boolean match(String tag, String what, List<String> fields) {
        if (CLIENT_ARCH.contains(what)) {
            return fields.size() > 2 && fields.get(2).matches("\\d{1,5}") && add(tag, Integer.parseInt(fields.get(2)));
        }
        if (what.equals(Integer.toString(IPXE_OPTION)) || what.startsWith("encap:" + IPXE_OPTION)) {
            return put(ipxe, tag);
        }
        return (what.equals("60") || what.equals("option:vendor-class")) && fields.size() > 2 && vendorClass(tag, fields.get(2));
    }

    private boolean add(String tag, int arch) {
        archs.computeIfAbsent(tag, _ -> new TreeSet<>()).add(arch);
        return true;
    }

    private static boolean put(Set<String> set, String tag) {
        set.add(tag);
        return true;
    }

    boolean isIpxe(String tag) {
        return ipxe.contains(tag);
    }

    /** The architectures that a tag stands for; empty where it stands for something else. */
    Optional<Set<Integer>> archs(String tag) {
        return Optional.ofNullable(archs.get(tag));
    }

    /** Whether a tag is set by what firmware or iPXE says of itself. */
    boolean isFirmware(String tag) {
        return ipxe.contains(tag) || pxe.contains(tag) || archs.containsKey(tag);
    }
}
