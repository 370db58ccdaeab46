package dev.lamplighter.appliance.settings;

import java.util.stream.Collectors;

/** A {@link Tree} in one line, as YAML's flow style writes it. */
public final class TreeText {

    private TreeText() {}

    public static String of(Tree tree) {
        return switch (tree) {
            case Tree.Leaf leaf -> leaf.nothing() ? "null" : leaf.text();
            case Tree.Items items -> items.all().stream().map(TreeText::of).collect(Collectors.joining(", ", "[", "]"));
            case Tree.Fields fields -> fields.all().values().stream()
                    .map(field -> field.name() + ": " + of(field.value())).collect(Collectors.joining(", ", "{ ", " }"));
        };
    }
}
