package dev.lamplighter.render.butane;

import java.util.List;

/** A document is no YAML, or not of the expected shape. The message is worded like Go's YAML library. */
final class YamlProblem extends Exception {

    YamlProblem(String problem) {
        super("yaml: " + problem, null, false, false);
    }

    static YamlProblem ofTypes(List<String> problems) {
        return new YamlProblem("unmarshal errors:\n  " + String.join("\n  ", problems));
    }
}
