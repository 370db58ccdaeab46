package dev.lamplighter.dhcp.packet;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.lamplighter.model.Bytes;
import java.io.ByteArrayOutputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** A list of domain names as DNS writes them, where an ending that came before is a pointer to it (RFC 3397 section 2, RFC 1035 section 4.1.4). */
public final class DomainNames {

    private static final int LONGEST = 253;
    private static final int POINTER = 0xc000;
    private static final int FURTHEST = 0x3fff;
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_]([A-Za-z0-9_-]{0,62})?(\\.[A-Za-z0-9_]([A-Za-z0-9_-]{0,62})?)*\\.?");

    private DomainNames() {}

    /** Whether {@code text} is a name of letters, digits, hyphens and underscores, with or without the last dot. */
    public static boolean isName(String text) {
        return text.length() <= LONGEST && NAME.matcher(text).matches();
    }

    /** The octets of {@code names}, each of which {@link #isName}. */
    public static Bytes compressed(List<String> names) {
        var octets = new ByteArrayOutputStream();
        var places = new HashMap<String, Integer>();
        names.forEach(name -> write(name.endsWith(".") ? name.substring(0, name.length() - 1) : name, octets, places));
        return Bytes.owned(octets.toByteArray());
    }

    private static void write(String name, ByteArrayOutputStream octets, Map<String, Integer> places) {
        String rest = name;
        while (!rest.isEmpty()) {
            Integer before = places.get(rest.toLowerCase(Locale.ROOT));
            if (before != null) {
                octets.write((POINTER | before) >> 8);
                octets.write(before);
                return;
            }
            if (octets.size() <= FURTHEST) {
                places.put(rest.toLowerCase(Locale.ROOT), octets.size());
            }
            int dot = rest.indexOf('.');
            byte[] label = (dot < 0 ? rest : rest.substring(0, dot)).getBytes(US_ASCII);
            octets.write(label.length);
            octets.writeBytes(label);
            rest = dot < 0 ? "" : rest.substring(dot + 1);
        }
        octets.write(0);
    }
}
