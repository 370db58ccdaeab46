package dev.lamplighter.cli.inspect;

import static java.util.stream.Collectors.joining;

import dev.lamplighter.boot.Resource;
import dev.lamplighter.cli.JsonObject;
import dev.lamplighter.cli.inspect.Explanation.Served;
import dev.lamplighter.cli.inspect.NearGroups.Difference;
import dev.lamplighter.cli.inspect.NearGroups.Near;
import dev.lamplighter.model.Bytes;
import dev.lamplighter.store.catalog.LabelPattern;
import java.util.List;

/** An explanation for people, and for programs. */
final class ExplanationText {

    private static final int MOST_LINES = 60;
    private static final int LONGEST_LINE = 400;
    private static final String USER_DATA = Seeds.PATH + Resource.Seed.USER_DATA.file();

    private static final String OTHERS = "groups that this machine does not get:";

    private ExplanationText() {}

    static String plain(Explanation explanation) {
        var text = new StringBuilder();
        choice(text, explanation);
        for (Served served : explanation.served()) {
            text.append('\n');
            switch (served) {
                case Served.Text(String path, Bytes bytes) when path.equals(USER_DATA) -> line(text, path, ": 200, the same as /generic");
                case Served.Text(String path, Bytes bytes) -> body(text, path, bytes);
                case Served.Nothing nothing -> line(text, nothing.path(), ": 404 " + nothing.reason().code() + ": " + nothing.reason().sentence());
            }
        }
        near(text, explanation);
        return text.toString();
    }

    /** Which group and profile, and why not others: lines without indentation. */
    static List<String> choice(Explanation explanation) {
        var text = new StringBuilder();
        choice(text, explanation);
        near(text, explanation);
        return text.toString().lines().map(line -> line.strip().replaceAll(" +", " ")).filter(line -> !line.isEmpty() && !line.equals(OTHERS))
                .map(line -> line.startsWith("groups/") ? "not " + line : line).toList();
    }

    private static void choice(StringBuilder text, Explanation explanation) {
        String labels = explanation.labels().values().entrySet().stream().map(label -> label.getKey() + "=" + label.getValue()).collect(joining(" "));
        line(text, "labels   ", labels.isEmpty() ? "none" : labels);
        for (String left : explanation.left()) {
            line(text, "         ", "the server leaves " + left + " out: its value is no hardware address");
        }
        explanation.selected().ifPresentOrElse(matched -> {
            int size = matched.group().selector().size();
            line(text, "group    ", "groups/" + matched.file() + ": " + matched.why() + (size == 0 ? "" : size == 1 ? " (1 label)" : " (" + size + " labels)"));
            explanation.patterns().forEach((label, pattern) -> line(text, "         ", "of the label " + label + " the group wants " + wanted(pattern)));
            explanation.remark().ifPresent(remark -> line(text, "         ", remark));
            line(text, "profile  ", explanation.profile().orElse("none" + (matched.group().profile().isEmpty() ? ": the group names none"
                    : ": there is no good profiles/" + matched.group().profile() + ".json")));
        }, () -> {
            line(text, "group    ", "none takes this machine, so every request is answered with 404");
            explanation.remark().ifPresent(remark -> line(text, "         ", remark));
        });
    }

    private static String wanted(LabelPattern pattern) {
        return switch (pattern) {
            case LabelPattern.OneOf(List<String> values) -> "one of " + String.join(", ", values);
            case LabelPattern.Prefix(String start) -> "what begins with " + start;
            case LabelPattern.Glob(String glob) -> "what is like " + glob;
        };
    }

    private static void body(StringBuilder text, String path, Bytes bytes) {
        line(text, path, ": 200, " + bytes.length() + (bytes.length() == 1 ? " octet" : " octets"));
        List<String> lines = bytes.text().lines().limit(MOST_LINES + 1L).toList();
        lines.stream().limit(MOST_LINES).forEach(each -> line(text, "  ", each));
        if (lines.size() > MOST_LINES) {
            line(text, "  ", "… (--output json prints all of it)");
        }
    }

    private static void near(StringBuilder text, Explanation explanation) {
        var found = explanation.near();
        if (!found.nearest().isEmpty()) {
            text.append('\n').append(OTHERS).append('\n');
        } else if (explanation.selected().isEmpty()) {
            text.append("\nno group shares a label with it; check the selectors in groups/, or add a group without selector for all the others\n");
        }
        for (Near near : found.nearest()) {
            line(text, "  groups/" + near.file() + ": ", near.differences().isEmpty() ? "matches too, but the chosen one comes first: " + rank(near)
                    : near.differences().stream().map(ExplanationText::difference).collect(joining("; ")));
        }
        if (found.more() > 0) {
            line(text, "  ", "… and " + found.more() + " more (--most N)");
        }
    }

    private static String rank(Near near) {
        return "more labels win, then the selector that is greater as text, then the file name that comes first (this one wants "
                + (near.met() == 1 ? "1 label)" : near.met() + " labels)");
    }

    private static String difference(Difference difference) {
        return "wants " + difference.key() + "=" + difference.wants() + ", and the machine sends "
                + difference.sent().map(sent -> difference.key() + "=" + sent).orElse("no " + difference.key());
    }

    /** Appends a line in which nothing can move a terminal's cursor. */
    private static void line(StringBuilder text, String lead, String rest) {
        text.append(lead);
        int[] points = rest.codePoints().limit(LONGEST_LINE + 1L).toArray();
        for (int i = 0; i < Math.min(points.length, LONGEST_LINE); i++) {
            boolean safe = points[i] == '\t' || !(Character.isISOControl(points[i]) || Character.getType(points[i]) == Character.SURROGATE);
            text.append(safe ? Character.toString(points[i]) : String.format("\\u%04x", points[i]));
        }
        text.append(points.length > LONGEST_LINE ? "…\n" : "\n");
    }

    static String json(Explanation explanation) {
        var labels = new JsonObject();
        explanation.labels().values().forEach(labels::text);
        var json = new JsonObject().number("schema", 1).text("query", explanation.query()).object("labels", labels).texts("leftOut", explanation.left())
                .truth("matched", explanation.selected().isPresent());
        explanation.selected().ifPresent(matched -> json.text("group", "groups/" + matched.file()).text("why", matched.why())
                .number("selectors", matched.group().selector().size()));
        if (!explanation.patterns().isEmpty()) {
            var patterns = new JsonObject();
            explanation.patterns().forEach((label, pattern) -> patterns.text(label, wanted(pattern)));
            json.object("patterns", patterns);
        }
        explanation.remark().ifPresent(remark -> json.text("remark", remark));
        explanation.profile().ifPresent(profile -> json.text("profile", profile));
        return json.objects("requests", explanation.served().stream().map(ExplanationText::json).toList())
                .objects("near", explanation.near().nearest().stream().map(ExplanationText::json).toList())
                .number("nearLeftOff", explanation.near().more()) + "\n";
    }

    private static JsonObject json(Served served) {
        return switch (served) {
            case Served.Text(String path, Bytes bytes) -> new JsonObject().text("path", path).number("status", 200).text("body", bytes.text());
            case Served.Nothing nothing -> new JsonObject().text("path", nothing.path()).number("status", 404)
                    .text("code", nothing.reason().code()).text("reason", nothing.reason().sentence()).truth("expected", nothing.asWritten());
        };
    }

    private static JsonObject json(Near near) {
        return new JsonObject().text("group", "groups/" + near.file()).number("met", near.met())
                .objects("differences", near.differences().stream().map(difference -> {
                    var json = new JsonObject().text("label", difference.key()).text("wants", difference.wants());
                    difference.sent().ifPresent(sent -> json.text("sent", sent));
                    return json;
                }).toList());
    }
}
