package dev.lamplighter.cli.remote;

import dev.lamplighter.model.Bytes;
import dev.lamplighter.model.Group;
import dev.lamplighter.store.catalog.CatalogFile;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.TreeMap;

record ShownGroups(List<Group> groups) implements Shown {

    ShownGroups {
        groups = List.copyOf(groups);
    }

    @Override
    public List<Bytes> json() {
        return groups.stream().map(CatalogFile::text).toList();
    }

    @Override
    public void table(PrintStream out) {
        var table = new Table("ID", "GROUP NAME", "SELECTORS", "PROFILE");
        groups.forEach(group -> table.row(group.id(), group.name(), String.join(",", selectors(group)), group.profile()));
        table.print(out);
    }

    @Override
    public void describe(PrintStream out) {
        String before = "";
        for (Group group : groups) {
            out.print(before);
            before = System.lineSeparator();
            new Description(out)
                    .line("ID", group.id())
                    .line("NAME", group.name())
                    .line("PROFILE", group.profile())
                    .lines("SELECTORS", selectors(group))
                    .lines("METADATA", metadata(group));
        }
    }

    private static List<String> selectors(Group group) {
        return group.selector().entrySet().stream().map(label -> label.getKey() + "=" + label.getValue()).toList();
    }

    private static List<String> metadata(Group group) {
        return group.metadata().isEmpty() ? List.of()
                : CatalogFile.text(new LinkedHashMap<>(new TreeMap<>(group.metadata()))).text().replace("\t", "  ").lines().toList();
    }
}
