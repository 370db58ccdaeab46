package dev.lamplighter.appliance.settings;

/** The text of {@code run -help}. */
public final class Usage {

    private Usage() {}

    public static String text() {
        var text = new StringBuilder("""
                Usage of lamplighter run:
                Flags take one dash or two, as -flag value or -flag=value (booleans only -flag or -flag=value).
                Each has a variable: LAMPLIGHTER_ and the flag in capitals; Matchbox's flags have MATCHBOX_… as well.

                  -config FILE
                        settings (default /etc/lamplighter/lamplighter.yaml if it exists; none: no file)
                  -version
                        print the version and exit
                  -help
                        print this and exit
                """);
        for (Key key : Keys.ALL) {
            if (!key.isFlat()) {
                continue;
            }
            text.append("  -").append(key.matchboxFlag().orElse(key.flag()));
            key.matchboxFlag().filter(flag -> !flag.equals(key.flag())).ifPresent(flag -> text.append(", -").append(key.flag()));
            text.append("\n        ").append(key.help());
            if (!key.fallback().isEmpty()) {
                text.append(" (default \"").append(key.fallback()).append("\")");
            }
            text.append('\n');
        }
        return text.toString();
    }
}
