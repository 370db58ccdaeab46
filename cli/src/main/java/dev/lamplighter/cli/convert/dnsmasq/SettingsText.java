package dev.lamplighter.cli.convert.dnsmasq;

import dev.lamplighter.cli.convert.dnsmasq.Remarks.Kind;
import dev.lamplighter.cli.convert.dnsmasq.Remarks.Remark;
import dev.lamplighter.cli.remote.Printable;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.representer.Representer;

/** The file that is written: the settings, and what is to be said about them as comments at its end. */
final class SettingsText {

    private SettingsText() {}

    static String of(Map<String, Object> settings, Remarks remarks, String from) {
        var text = new StringBuilder("# Made by lamplighter import dnsmasq from ").append(Printable.of(from)).append(".\n# Look at it with: lamplighter check --config FILE\n\n");
        text.append(yaml(settings));
        section(text, "Not carried over", remarks.of(Kind.LOST));
        section(text, "Worth a look", remarks.of(Kind.LOOK));
        section(text, "Needs no line here", remarks.of(Kind.ITSELF));
        return text.toString();
    }

    /** The same sentences for a terminal, without what needs nothing. */
    static String report(Remarks remarks) {
        var text = new StringBuilder();
        for (Kind kind : List.of(Kind.LOST, Kind.LOOK)) {
            for (Remark remark : remarks.of(kind)) {
                text.append(place(remark)).append(kind == Kind.LOST ? "not carried over: " : "look at this: ").append(Printable.of(remark.written())).append("\n    ")
                        .append(Printable.of(remark.why())).append('\n');
            }
        }
        return text.append("lamplighter: ").append(remarks.of(Kind.LOST).size()).append(" not carried over, ").append(remarks.of(Kind.LOOK).size()).append(" to look at, ")
                .append(remarks.of(Kind.ITSELF).size()).append(" that need nothing here\n").toString();
    }

    private static String place(Remark remark) {
        return remark.where().isEmpty() ? "" : Printable.of(remark.where()) + ": ";
    }

    private static void section(StringBuilder text, String heading, List<Remark> remarks) {
        if (remarks.isEmpty()) {
            return;
        }
        text.append("\n# ").append(heading).append(":\n");
        for (Remark remark : remarks) {
            text.append("#   ").append(place(remark)).append(Printable.of(remark.written())).append("\n#       ").append(Printable.of(remark.why())).append('\n');
        }
    }

    private static String yaml(Map<String, Object> settings) {
        if (settings.isEmpty()) {
            return "";
        }
        var writing = new DumperOptions();
        writing.setDefaultFlowStyle(DumperOptions.FlowStyle.AUTO);
        writing.setSplitLines(false);
        writing.setDereferenceAliases(true);
        writing.setIndicatorIndent(2);
        writing.setIndent(4);
        writing.setWidth(Integer.MAX_VALUE);
        return new Yaml(new Representer(writing), writing).dump(settings);
    }
}
