package dev.lamplighter.cli.remote;

import dev.lamplighter.model.Bytes;
import dev.lamplighter.store.catalog.CatalogFile;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.List;

/** Templates without their content. */
record ShownSummaries(List<TemplateSummary> templates) implements Shown {

    ShownSummaries {
        templates = List.copyOf(templates);
    }

    @Override
    public List<Bytes> json() {
        return templates.stream().map(template -> CatalogFile.text(members(template))).toList();
    }

    static LinkedHashMap<String, Object> members(TemplateSummary template) {
        var members = new LinkedHashMap<String, Object>();
        members.put("kind", template.item().kind().noun());
        members.put("name", template.item().name());
        members.put("size", template.size());
        members.put("sha256", template.sha256().toHex());
        return members;
    }

    @Override
    public void table(PrintStream out) {
        var table = new Table("NAME", "SIZE", "SHA256");
        templates.forEach(template -> table.row(template.item().name(), Long.toString(template.size()), template.sha256().toHex()));
        table.print(out);
    }

    @Override
    public void describe(PrintStream out) {
        table(out);
    }
}
