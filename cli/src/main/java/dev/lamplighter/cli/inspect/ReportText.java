package dev.lamplighter.cli.inspect;

import dev.lamplighter.cli.JsonObject;
import dev.lamplighter.cli.inspect.DirectoryCheck.Checked;
import java.util.ArrayList;
import java.util.List;

/** A report for people, in the form that compilers use, and for programs. */
final class ReportText {

    private ReportText() {}

    static String plain(String folder, Checked checked) {
        var text = new StringBuilder();
        String prefix = folder.endsWith("/") ? folder : folder + "/";
        for (Finding finding : checked.report().findings()) {
            text.append(printable(prefix + finding.spot() + ": " + finding.severity().word() + ": " + finding.sentence()))
                    .append(" [").append(finding.code()).append("]\n");
        }
        checked.report().leftOff().forEach((code, count) -> text.append("… and ").append(count).append(" more [").append(code).append("]\n"));
        return text.append(summary(folder, checked)).append('\n').toString();
    }

    private static String summary(String folder, Checked checked) {
        var counts = new ArrayList<String>();
        for (Severity severity : Severity.values()) {
            long count = checked.report().count(severity);
            if (count > 0) {
                counts.add(counted(count, severity.word()));
            }
        }
        String held = counted(checked.groups(), "group") + ", " + counted(checked.profiles(), "profile") + ", " + counted(checked.templates(), "template");
        return folder + ": " + (counts.isEmpty() ? "nothing to complain about" : String.join(", ", counts)) + " in " + held;
    }

    private static String counted(long count, String noun) {
        return count + " " + noun + (count == 1 ? "" : "s");
    }

    /** One line, whatever a file says. */
    private static String printable(String text) {
        var line = new StringBuilder(text.length());
        text.codePoints().forEach(point -> {
            if (Character.isISOControl(point) || Character.getType(point) == Character.SURROGATE || Character.getType(point) == Character.FORMAT) {
                line.append("\\u").append(String.format("%04x", point));
            } else {
                line.appendCodePoint(point);
            }
        });
        return line.toString();
    }

    static String json(String folder, Checked checked) {
        List<JsonObject> findings = checked.report().findings().stream().map(finding -> {
            var object = new JsonObject()
                    .text("severity", finding.severity().word())
                    .text("code", finding.code())
                    .text("file", finding.spot().file())
                    .number("line", finding.spot().line())
                    .number("column", finding.spot().column())
                    .text("message", finding.message());
            return finding.groups().isEmpty() ? object : object.texts("groups", finding.groups()).number("groupCount", finding.groupCount());
        }).toList();
        var leftOff = new JsonObject();
        checked.report().leftOff().forEach(leftOff::number);
        return new JsonObject()
                .number("schema", 1)
                .text("folder", folder)
                .number("groups", checked.groups())
                .number("profiles", checked.profiles())
                .number("templates", checked.templates())
                .number("errors", checked.report().count(Severity.ERROR))
                .number("warnings", checked.report().count(Severity.WARNING))
                .number("notes", checked.report().count(Severity.NOTE))
                .objects("findings", findings)
                .object("leftOff", leftOff) + "\n";
    }
}
