package dev.lamplighter.cli.apply;

import dev.lamplighter.cli.Console;
import dev.lamplighter.cli.remote.CallFailed;
import dev.lamplighter.cli.remote.Item;
import dev.lamplighter.cli.remote.Printable;
import dev.lamplighter.cli.remote.Utf8Text;
import dev.lamplighter.model.Bytes;

/** Tells a person what differs. */
final class Report {

    private static final int MOST_EDITS = 2_000;

    private final Console console;
    private final Paint paint;
    private final boolean content;

    /** Without {@code content} only names are told, as templates and metadata may hold secrets. */
    Report(Console console, boolean content) {
        this.console = console;
        this.paint = Paint.of(console);
        this.content = content;
    }

    void difference(Plan plan, ServerReader server) throws CallFailed {
        for (Step step : plan.steps()) {
            switch (step) {
                case Step.Add(Item item, Version.Whole wanted) -> line("+ " + item + " (" + wanted.put().text().length() + " bytes)");
                case Step.Replace(Item item, Version.Whole wanted, Version present) -> {
                    line("~ " + item);
                    if (content) {
                        changed(item, server.text(item, present), wanted.put().text());
                    }
                }
                case Step.Remove(Item item) -> line("- " + item);
            }
        }
    }

    private void changed(Item item, Bytes before, Bytes after) {
        // Files of groups and profiles end without a newline, which is nothing to tell.
        String end = item.kind().template().isPresent() ? "" : "\n";
        var old = Utf8Text.of(before).map(text -> text + end);
        var now = Utf8Text.of(after).map(text -> text + end);
        if (old.isEmpty() || now.isEmpty()) {
            line("    not text: " + before.length() + " bytes become " + after.length());
            return;
        }
        for (String line : LineDiff.of(old.get(), now.get(), MOST_EDITS)) {
            // Tabs are harmless, and JSON of Matchbox's form is indented by them.
            console.out().println("    " + paint.line(Printable.of(line.replace("\t", "    "))));
        }
    }

    /** What only the server has and what becomes of it; {@code listed} says whether the server could list its templates. */
    void left(Plan plan, boolean prune, boolean listed) {
        plan.left().forEach(item -> line("? " + item + " (only on the server)"));
        if (!plan.left().isEmpty() && !prune) {
            console.out().println("What only the server has stays; --prune deletes it.");
        }
        if (prune && !listed) {
            console.out().println("The server cannot list its templates, as Matchbox cannot, so templates are not pruned; delete them by name.");
        }
    }

    void summary(Plan plan) {
        long added = plan.steps().stream().filter(Step.Add.class::isInstance).count();
        long changed = plan.steps().stream().filter(Step.Replace.class::isInstance).count();
        long removed = plan.steps().stream().filter(Step.Remove.class::isInstance).count();
        console.out().println(plan.steps().isEmpty() ? "Nothing to change; " + plan.same() + " objects are equal."
                : added + " to add, " + changed + " to change, " + removed + " to delete; " + plan.same() + " are equal.");
    }

    private void line(String line) {
        console.out().println(paint.line(line));
    }
}
