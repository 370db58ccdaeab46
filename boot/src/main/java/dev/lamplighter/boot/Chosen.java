package dev.lamplighter.boot;

import dev.lamplighter.model.Group;
import dev.lamplighter.model.Profile;
import dev.lamplighter.store.catalog.Selection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What a question came to: the group that was selected, and its profile. */
record Chosen(Selection.Matched matched, Profile profile, Ask asked) {

    Group group() {
        return matched.group();
    }

    /** What templates know. */
    Map<String, Object> data() {
        return asked.templateDataFor(group());
    }

    /** What the templates of scripts know: over the same, the profile's boot section as {@code boot}, where it has one. */
    Map<String, Object> dataWithBoot() {
        Map<String, Object> data = new HashMap<>(data());
        profile.boot().ifPresent(boot -> data.put("boot", Map.of("kernel", boot.kernel(), "initrd", List.<Object>copyOf(boot.initrd()),
                "args", List.<Object>copyOf(boot.args()))));
        return data;
    }
}
