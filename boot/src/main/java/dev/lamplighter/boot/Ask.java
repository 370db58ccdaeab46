package dev.lamplighter.boot;

import dev.lamplighter.model.Group;
import dev.lamplighter.model.Labels;
import dev.lamplighter.render.gotemplate.GroupData;
import java.util.Map;

/**
 * A thing of the boot by name, for whom. One Ask whichever door it came through. {@code query} is the query text as it was received, which
 * templates may print; it is empty where there was none.
 */
public record Ask(Resource what, Labels labels, String query) {

    public static Ask of(Resource what) {
        return new Ask(what, Labels.NONE, "");
    }

    /** What the templates of {@code group} know. */
    Map<String, Object> dataFor(Group group) {
        return GroupData.of(group.metadata(), group.selector(), labels.values(), query);
    }
}
