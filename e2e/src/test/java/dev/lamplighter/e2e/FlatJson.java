package dev.lamplighter.e2e;

import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** JSON objects of texts without escapes, which is all that metadata is in these tests; what is anything else is not read. */
final class FlatJson {

    private static final Pattern MEMBER = Pattern.compile("\\G[{,]\"([^\"\\\\]+)\":\"([^\"\\\\]*)\"");

    private FlatJson() {}

    static String write(Map<String, String> values) {
        return values.entrySet().stream().map(each -> "\"" + each.getKey() + "\": \"" + each.getValue() + "\"").collect(Collectors.joining(", ", "{", "}"));
    }

    /** Reads compact JSON; no text at all is an empty object. */
    static Map<String, String> read(String text) {
        var values = new TreeMap<String, String>();
        Matcher member = MEMBER.matcher(text);
        int end = 0;
        while (member.find()) {
            values.put(member.group(1), member.group(2));
            end = member.end();
        }
        if (!text.isEmpty() && !text.substring(end).equals("}")) {
            throw new AssertionError("no compact JSON of texts: " + text);
        }
        return values;
    }
}
