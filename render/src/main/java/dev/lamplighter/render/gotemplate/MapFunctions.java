package dev.lamplighter.render.gotemplate;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** Extended functions on maps, such as the data of the template. */
final class MapFunctions {

    private MapFunctions() {}

    /** {@code dict "name" .name "port" 80} */
    static Object dict(Arguments given) throws Fault {
        if (given.count() % 2 != 0) {
            throw given.fault("the last key has no value");
        }
        var map = new LinkedHashMap<String, Object>();
        for (int i = 0; i < given.count(); i += 2) {
            map.put(given.text(i), given.value(i + 1));
        }
        return map;
    }

    /** {@code get . "name"}: the entry, or an empty text where there is none. */
    static Object get(Arguments given) throws Fault {
        Map<?, ?> entries = Values.entries(given.map(0));
        String key = given.text(1);
        return entries.containsKey(key) ? entries.get(key) : "";
    }

    static Object hasKey(Arguments given) throws Fault {
        return Values.entries(given.map(0)).containsKey(given.text(1));
    }

    /** The keys, sorted. */
    static Object keys(Arguments given) throws Fault {
        return given.made(Arrays.asList(Values.sortedKeys(given.map(0), given.meter())));
    }

    /** {@code dig "disk" "device" "/dev/sda" .}: the entry that the keys lead to, or the value before the map. */
    static Object dig(Arguments given) throws Fault {
        Object at = given.map(given.count() - 1);
        for (int i = 0; i < given.count() - 2; i++) {
            boolean map = at instanceof Map<?, ?> || at instanceof StringMap;
            String key = given.text(i);
            if (!map || !Values.entries(at).containsKey(key)) {
                return given.value(given.count() - 2);
            }
            at = Values.entries(at).get(key);
        }
        return at;
    }
}
