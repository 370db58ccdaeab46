package dev.lamplighter.boot;

import static java.util.Locale.ROOT;

import dev.lamplighter.model.Group;
import dev.lamplighter.render.gotemplate.StringMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** What templates know: the group's metadata, over it its selectors under lower-cased keys, over both what was asked. */
final class TemplateData {

    private TemplateData() {}

    static Map<String, Object> of(Group group, Ask asked) {
        var data = new LinkedHashMap<>(group.metadata());
        group.selector().forEach((key, value) -> data.put(key.toLowerCase(ROOT), value));
        data.put("request", Map.of("query", new StringMap(asked.labels().values()), "raw_query", asked.query()));
        return data;
    }
}
