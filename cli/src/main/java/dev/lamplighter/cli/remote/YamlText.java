package dev.lamplighter.cli.remote;

import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.representer.Representer;

/** JSON as YAML in block style. */
final class YamlText {

    private static final int DEEPEST = 1_000;

    private YamlText() {}

    static String of(String json) {
        var reading = new LoaderOptions();
        reading.setCodePointLimit(Integer.MAX_VALUE);
        reading.setNestingDepthLimit(DEEPEST);
        var writing = new DumperOptions();
        writing.setDefaultFlowStyle(DumperOptions.FlowStyle.BLOCK);
        writing.setSplitLines(false);
        // JSON is YAML but for tabs, which only stand between its tokens: within strings they are escaped.
        Object value = new Yaml(new SafeConstructor(reading)).load(json.replace("\t", ""));
        return new Yaml(new Representer(writing), writing).dump(value);
    }
}
