package dev.lamplighter.render.gotemplate;

import static java.util.Locale.ROOT;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/** Extended functions that make texts of texts. */
final class TextFunctions {

    private TextFunctions() {}

    static Object upper(Arguments given) throws Fault {
        return given.text(0).toUpperCase(ROOT);
    }

    static Object lower(Arguments given) throws Fault {
        return given.text(0).toLowerCase(ROOT);
    }

    /** The first letter of each word in upper case. */
    static Object title(Arguments given) throws Fault {
        Output out = given.out();
        boolean inWord = false;
        for (int point : given.text(0).codePoints().toArray()) {
            out.add(Character.toString(inWord ? point : Character.toTitleCase(point)));
            inWord = Character.isLetterOrDigit(point) || point == '_' || point == '\'';
        }
        return out.toString();
    }

    static Object trim(Arguments given) throws Fault {
        return given.text(0).strip();
    }

    static Object trimPrefix(Arguments given) throws Fault {
        String prefix = given.text(0);
        String text = given.text(1);
        return text.startsWith(prefix) ? text.substring(prefix.length()) : text;
    }

    static Object trimSuffix(Arguments given) throws Fault {
        String suffix = given.text(0);
        String text = given.text(1);
        return text.endsWith(suffix) ? text.substring(0, text.length() - suffix.length()) : text;
    }

    static Object hasPrefix(Arguments given) throws Fault {
        return given.text(1).startsWith(given.text(0));
    }

    static Object hasSuffix(Arguments given) throws Fault {
        return given.text(1).endsWith(given.text(0));
    }

    static Object contains(Arguments given) throws Fault {
        return sought(given, 0, 1).contains(given.text(0));
    }

    /** {@code replace "old" "new" .text} */
    static Object replace(Arguments given) throws Fault {
        String text = sought(given, 0, 2);
        String old = soughtFor(given);
        String young = given.text(1);
        Output out = given.out();
        int from = 0;
        for (int at = text.indexOf(old); at >= 0; at = text.indexOf(old, from)) {
            given.meter().spend(1);
            out.add(text.substring(from, at)).add(young);
            from = at + old.length();
        }
        return out.add(text.substring(from)).toString();
    }

    static Object repeat(Arguments given) throws Fault {
        String text = given.text(1);
        Output out = given.out();
        for (long left = text.isEmpty() ? 0 : given.whole(0); left > 0; left--) {
            given.meter().spend(1);
            out.add(text);
        }
        return out.toString();
    }

    static Object indent(Arguments given) throws Fault {
        return indented(given, "");
    }

    static Object nindent(Arguments given) throws Fault {
        return indented(given, "\n");
    }

    private static String indented(Arguments given, String before) throws Fault {
        int blanks = Math.clamp(given.whole(0), 0, Integer.MAX_VALUE);
        Output out = given.out().add(before).add(' ', blanks);
        String text = given.text(1);
        int from = 0;
        for (int end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', from)) {
            given.meter().spend(1);
            out.add(text.substring(from, end + 1)).add(' ', blanks);
            from = end + 1;
        }
        return out.add(text.substring(from)).toString();
    }

    /** A map with the keys {@code _0}, {@code _1}, …, whose entries can be written as fields. */
    static Object split(Arguments given) throws Fault {
        var map = new LinkedHashMap<String, Object>();
        List<Object> parts = given.made(parts(given));
        for (int i = 0; i < parts.size(); i++) {
            map.put("_" + i, parts.get(i));
        }
        return map;
    }

    static Object splitList(Arguments given) throws Fault {
        return given.made(parts(given));
    }

    static Object join(Arguments given) throws Fault {
        return joined(given, given.list(1), given.text(0));
    }

    static Object printed(Arguments given) throws Fault {
        return given.text(0);
    }

    private static String joined(Arguments given, List<?> parts, String between) throws Fault {
        Output out = given.out();
        boolean first = true;
        for (Object part : parts) {
            if (!first) {
                out.add(between);
            }
            given.meter().spend(1);
            out.add(given.text(part));
            first = false;
        }
        return out.toString();
    }

    private static List<String> parts(Arguments given) throws Fault {
        String text = sought(given, 0, 1);
        String separator = soughtFor(given);
        var parts = new ArrayList<String>();
        int from = 0;
        for (int end = text.indexOf(separator); end >= 0; end = text.indexOf(separator, from)) {
            given.meter().spend(1);
            given.notTooMany(parts.size());
            parts.add(text.substring(from, end));
            from = end + separator.length();
        }
        parts.add(text.substring(from));
        return parts;
    }

    private static String soughtFor(Arguments given) throws Fault {
        String sought = given.text(0);
        if (sought.isEmpty()) {
            throw given.fault("there is nothing to look for");
        }
        return sought;
    }

    /** The text in which another is looked for; that may look at each of its characters once for each of the other's. */
    private static String sought(Arguments given, int needle, int text) throws Fault {
        String hay = given.text(text);
        given.meter().spendOnText((long) hay.length() * given.text(needle).length());
        return hay;
    }
}
