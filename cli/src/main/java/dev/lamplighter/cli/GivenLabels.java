package dev.lamplighter.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;

import java.net.URLEncoder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Labels as the command line gives them: {@code --label mac=52:54:00:a1:9c:ae --label os=fcos}. */
public final class GivenLabels {

    private GivenLabels() {}

    /** By name, in their order. */
    public static Map<String, String> read(List<String> given) throws UsageException {
        var labels = new LinkedHashMap<String, String>();
        for (String pair : given) {
            int equals = pair.indexOf('=');
            if (equals <= 0) {
                throw new UsageException("\"" + pair + "\" is no label; write --label mac=52:54:00:a1:9c:ae");
            }
            if (labels.putIfAbsent(pair.substring(0, equals), pair.substring(equals + 1)) != null) {
                throw new UsageException("the label " + pair.substring(0, equals) + " is given twice");
            }
        }
        return labels;
    }

    /** The query of the request in which a machine would say so. */
    public static String query(Map<String, String> labels) {
        return labels.entrySet().stream()
                .map(label -> escaped(label.getKey()) + "=" + escaped(label.getValue()))
                .collect(joining("&"));
    }

    private static String escaped(String text) {
        return URLEncoder.encode(text, UTF_8).replace("%3A", ":");
    }
}
