package dev.lamplighter.walk;

import static java.util.stream.Collectors.joining;

/** A walk in lines for people. What came from the wire is hostile text: control characters do not reach the terminal. */
final class WalkText {

    private static final String INDENT = "      ";

    private WalkText() {}

    static String write(WalkReport report, boolean texts) {
        var out = new StringBuilder();
        out.append(report.who().firmware().key()).append(' ').append(report.who().mac()).append(", UUID ").append(report.who().uuid());
        report.who().relay().ifPresent(relay -> out.append(", behind the relay ").append(relay));
        out.append('\n');
        for (StageReport stage : report.stages()) {
            out.append("  ").append(stage.trouble().isEmpty() ? '✓' : '✗').append(' ').append(stage.stage().inWords()).append(": ").append(printable(stage.asked()));
            if (report.whole()) {
                out.append(" (").append(stage.took().toMillis()).append(" ms)");
            }
            out.append('\n');
            stage.heard().forEach(answer -> line(out, "", answer));
            String decided = stage.facts().entrySet().stream().filter(fact -> isShort(fact.getKey())).map(fact -> fact.getKey().key() + " " + fact.getValue()).collect(joining(", "));
            if (!decided.isEmpty()) {
                line(out, "→ ", decided);
            }
            stage.fact(Fact.ARGS).ifPresent(args -> line(out, "→ args ", args));
            if (texts) {
                stage.fact(Fact.TEXT).ifPresent(text -> text.lines().forEach(each -> line(out, "| ", each)));
            }
            stage.notes().forEach(note -> line(out, "note: ", note));
            stage.trouble().ifPresent(why -> line(out, "stopped: ", why));
        }
        return out.append(report.boots() ? "boots\n" : "does not boot\n").toString();
    }

    /** What a fetch was told is said by its question and its answer. */
    private static boolean isShort(Fact fact) {
        return switch (fact) {
            case URL, STATUS, LENGTH, TYPE, ARGS, TEXT -> false;
            case ADDRESS, NETMASK, ROUTER, DNS, DOMAIN, HOSTNAME, LEASE, SERVER, PROXY, NEXT_SERVER, BOOT_FILE, MENU, ITEM -> true;
        };
    }

    private static void line(StringBuilder out, String name, String value) {
        out.append(INDENT).append(name).append(printable(value)).append('\n');
    }

    private static String printable(String text) {
        var out = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            if (Character.isISOControl(c) || Character.getType(c) == Character.FORMAT || Character.getType(c) == Character.SURROGATE) {
                out.append("\\u%04x".formatted(c));
            } else {
                out.appendCodePoint(c);
            }
        });
        return out.toString();
    }
}
