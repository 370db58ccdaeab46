package dev.lamplighter.boot;

import dev.lamplighter.model.Group;
import dev.lamplighter.model.Labels;
import dev.lamplighter.render.gotemplate.GroupData;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A thing of the boot by name, for whom. One Ask whichever door it came through. {@code query} is the query text as it was received, which
 * templates may print; it is empty where there was none. Which declared machine asks is found out from the labels.
 */
public record Ask(Resource what, Labels labels, String query, Optional<KnownMachine> machine) {

    public Ask(Resource what, Labels labels, String query) {
        this(what, labels, query, Optional.empty());
    }

    public static Ask of(Resource what) {
        return new Ask(what, Labels.NONE, "");
    }

    Ask by(KnownMachine known) {
        return new Ask(what, labels, query, Optional.of(known));
    }

    /** The labels that select a group: what is declared counts more than what is said. */
    Labels selecting() {
        return machine.map(known -> known.over(labels)).orElse(labels);
    }

    /** What Matchbox's templates and metadata know of {@code group}. */
    Map<String, Object> dataFor(Group group) {
        return GroupData.of(group.metadata(), group.selector(), labels.values(), query);
    }

    /** What the templates of {@code group} know: in the map {@code request}, whose keys are ours alone, the declared machine as {@code machine}. */
    Map<String, Object> templateDataFor(Group group) {
        Map<String, Object> data = dataFor(group);
        if (machine.isPresent() && data.get("request") instanceof Map<?, ?> request) {
            var more = new HashMap<String, Object>();
            request.forEach((key, value) -> more.put(String.valueOf(key), value));
            more.put("machine", machine.get().facts());
            data.put("request", more);
        }
        return data;
    }
}
