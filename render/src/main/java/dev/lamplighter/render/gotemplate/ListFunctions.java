package dev.lamplighter.render.gotemplate;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;

/** Extended functions on lists. None changes the list that it is given. */
final class ListFunctions {

    private ListFunctions() {}

    static Object list(Arguments given) throws Fault {
        return given.made(given.from(0));
    }

    /** Nil where the list is empty. */
    static Object first(Arguments given) throws Fault {
        List<?> list = given.list(0);
        return list.isEmpty() ? null : list.getFirst();
    }

    /** Nil where the list is empty. */
    static Object last(Arguments given) throws Fault {
        List<?> list = given.list(0);
        return list.isEmpty() ? null : list.getLast();
    }

    static Object rest(Arguments given) throws Fault {
        List<?> list = given.list(0);
        return list.isEmpty() ? list : given.made(list.subList(1, list.size()));
    }

    static Object append(Arguments given) throws Fault {
        var longer = new ArrayList<Object>(given.list(0));
        longer.add(given.value(1));
        return given.made(longer);
    }

    static Object concat(Arguments given) throws Fault {
        var all = new ArrayList<Object>();
        for (int i = 0; i < given.count(); i++) {
            all.addAll(given.list(i));
            given.notTooMany(all.size());
        }
        return given.made(all);
    }

    /** {@code has 4 .list} */
    static Object has(Arguments given) throws Fault {
        Object sought = key(given, given.value(0));
        for (Object element : given.list(1)) {
            if (sought.equals(key(given, element))) {
                return true;
            }
        }
        return false;
    }

    static Object uniq(Arguments given) throws Fault {
        var seen = new LinkedHashSet<Object>();
        var once = new ArrayList<Object>();
        for (Object element : given.list(0)) {
            if (seen.add(key(given, element))) {
                once.add(element);
            }
        }
        return given.made(once);
    }

    static Object reverse(Arguments given) throws Fault {
        var reversed = new ArrayList<Object>(given.list(0));
        Collections.reverse(reversed);
        return given.made(reversed);
    }

    /** The elements as texts, in the order of their octets. */
    static Object sortAlpha(Arguments given) throws Fault {
        var texts = new ArrayList<String>();
        for (Object element : given.list(0)) {
            texts.add(given.text(element));
        }
        long rounds = (long) Integer.SIZE - Integer.numberOfLeadingZeros(texts.size());
        for (String text : texts) {
            given.meter().spend(rounds * (1 + (text.length() >> 5)));
        }
        texts.sort(GoText::compare);
        return given.made(texts);
    }

    /** What two values have in common that are the same: numbers by their value, lists and maps by the sum of their JSON. */
    private static Object key(Arguments given, Object value) throws Fault {
        given.meter().spend(1);
        return switch (Values.kind(value)) {
            case INT -> ((Long) value).doubleValue();
            case BYTE -> (double) ((GoByte) value).value();
            case FLOAT -> (Double) value + 0.0;
            case STRING, BOOL -> value;
            case NIL, LIST, MAP, STRING_MAP, COMPLEX -> List.of(QuotingFunctions.sum(new JsonWriter(given, false).write(value)));
        };
    }
}
