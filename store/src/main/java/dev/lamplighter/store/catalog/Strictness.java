package dev.lamplighter.store.catalog;

/** How narrowly a group selects, narrowest first. A group is as strict as the loosest of its selectors. */
enum Strictness {
    EXACT, LIST, PREFIX, GLOB;

    static Strictness of(LabelPattern pattern) {
        return switch (pattern) {
            case LabelPattern.OneOf values -> LIST;
            case LabelPattern.Prefix prefix -> PREFIX;
            case LabelPattern.Glob glob -> GLOB;
        };
    }
}
