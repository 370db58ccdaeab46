package dev.lamplighter.appliance.doctor;

import dev.lamplighter.appliance.doctor.Finding.Level;
import dev.lamplighter.cli.JsonObject;
import dev.lamplighter.cli.remote.Printable;

/** A diagnosis for people, a line for each finding, and for programs. */
public final class DiagnosisText {

    private DiagnosisText() {}

    public static String plain(Diagnosis diagnosis) {
        var text = new StringBuilder();
        for (Finding finding : diagnosis.findings()) {
            String line = "%-4s  %-11s  %s".formatted(finding.level().word(), finding.about(), finding.sentence()) + finding.run().map(command -> "; run: " + command).orElse("");
            text.append(Printable.of(line)).append('\n');
        }
        return text.append(diagnosis.count(Level.BAD)).append(" bad, ").append(diagnosis.count(Level.WARN)).append(" to know, ").append(diagnosis.count(Level.OK)).append(" ok\n").toString();
    }

    public static String json(Diagnosis diagnosis) {
        return new JsonObject().number("schema", 1).number("bad", diagnosis.count(Level.BAD)).number("warn", diagnosis.count(Level.WARN)).number("ok", diagnosis.count(Level.OK))
                .objects("findings", diagnosis.findings().stream().map(DiagnosisText::json).toList()) + "\n";
    }

    private static JsonObject json(Finding finding) {
        var object = new JsonObject().text("level", finding.level().word()).text("about", finding.about()).text("sentence", finding.sentence());
        return finding.run().map(command -> object.text("run", command)).orElse(object);
    }
}
