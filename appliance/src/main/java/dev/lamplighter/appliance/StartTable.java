package dev.lamplighter.appliance;

import dev.lamplighter.net.Listening;
import java.util.ArrayList;
import java.util.List;

/** What is printed once at the start: what listens where and by which setting, what is off and how to turn it on. */
final class StartTable {

    private final List<String[]> rows = new ArrayList<>();

    void listens(Listening listening, String setting) {
        rows.add(new String[] {listening.service(), listening.where(), listening.detail(), setting});
    }

    void says(String service, String place, String detail, String setting) {
        rows.add(new String[] {service, place, detail, setting});
    }

    void off(String service, String howToTurnOn) {
        rows.add(new String[] {service, "off", howToTurnOn, ""});
    }

    @Override
    public String toString() {
        int[] widths = new int[4];
        for (String[] row : rows) {
            for (int i = 0; i < 4; i++) {
                widths[i] = Math.max(widths[i], Math.min(row[i].length(), 60));
            }
        }
        var text = new StringBuilder();
        for (String[] row : rows) {
            var line = new StringBuilder();
            for (int i = 0; i < 4; i++) {
                line.append(row[i]).append(" ".repeat(Math.max(0, widths[i] - row[i].length()))).append("  ");
            }
            text.append(line.toString().stripTrailing()).append('\n');
        }
        return text.toString();
    }
}
