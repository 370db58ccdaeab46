package dev.lamplighter.cli.remote;

/** Text from a server or a file, fit for a line on a terminal. */
public final class Printable {

    private Printable() {}

    /** {@code text} with each control character, which might move the cursor or end the line, written as an escape. */
    public static String of(String text) {
        if (text.chars().noneMatch(Character::isISOControl)) {
            return text;
        }
        var out = new StringBuilder(text.length() + 16);
        text.chars().forEach(c -> {
            if (Character.isISOControl(c)) {
                out.append("\\x").append(Character.forDigit(c >> 4, 16)).append(Character.forDigit(c & 15, 16));
            } else {
                out.append((char) c);
            }
        });
        return out.toString();
    }
}
