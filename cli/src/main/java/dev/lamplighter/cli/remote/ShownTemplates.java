package dev.lamplighter.cli.remote;

import dev.lamplighter.model.Bytes;
import dev.lamplighter.store.catalog.CatalogFile;
import java.io.PrintStream;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** Templates with their content; {@code users} are the profiles that name them, where that is known. */
record ShownTemplates(List<Template> templates) implements Shown {

    record Template(Item item, Bytes content, List<String> users) {
        Template {
            users = List.copyOf(users);
        }
    }

    ShownTemplates {
        templates = List.copyOf(templates);
    }

    @Override
    public List<Bytes> json() {
        return templates.stream().map(ShownTemplates::json).toList();
    }

    private static Bytes json(Template template) {
        var members = ShownSummaries.members(TemplateSummary.of(template.item(), template.content()));
        if (!template.users().isEmpty()) {
            members.put("profiles", List.<Object>copyOf(template.users()));
        }
        Optional<String> text = Utf8Text.of(template.content());
        if (text.isPresent()) {
            members.put("content", text.get());
        } else {
            members.put("content_base64", Base64.getEncoder().encodeToString(template.content().toArray()));
        }
        return CatalogFile.text(members);
    }

    /** The content itself, octet for octet, so that it can be put back. */
    @Override
    public void table(PrintStream out) {
        for (Template template : templates) {
            out.writeBytes(template.content().toArray());
        }
        out.flush();
    }

    @Override
    public void describe(PrintStream out) {
        String before = "";
        for (Template template : templates) {
            out.print(before);
            before = System.lineSeparator();
            var summary = TemplateSummary.of(template.item(), template.content());
            var description = new Description(out)
                    .line("KIND", template.item().kind().noun())
                    .line("NAME", template.item().name())
                    .line("SIZE", summary.size() + " bytes")
                    .line("SHA256", summary.sha256().toHex())
                    .lines("PROFILES", template.users());
            Utf8Text.of(template.content()).ifPresentOrElse(
                    text -> description.lines("CONTENT", text.replace("\t", "    ").lines().toList()),
                    () -> description.line("CONTENT", "not UTF-8"));
        }
    }
}
