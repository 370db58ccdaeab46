package dev.lamplighter.render.butane;

/** Spreads compact JSON over lines, with two blanks for each level, as Go's {@code json.MarshalIndent} does. */
final class JsonIndent {

    private static final String INDENT = "  ";

    private JsonIndent() {}

    static String of(String compact) {
        var json = new StringBuilder(compact.length() * 2);
        int level = 0;
        boolean quoted = false;
        for (int i = 0; i < compact.length(); i++) {
            char c = compact.charAt(i);
            if (quoted) {
                json.append(c);
                if (c == '\\') {
                    i++;
                    json.append(compact.charAt(i));
                }
                quoted = c != '"';
                continue;
            }
            boolean closesNothing = (c == '}' || c == ']') && "{[".indexOf(compact.charAt(i - 1)) >= 0;
            boolean opensNothing = (c == '{' || c == '[') && "}]".indexOf(compact.charAt(i + 1)) >= 0;
            if ((c == '}' || c == ']') && !closesNothing) {
                level--;
                line(json, level);
            }
            json.append(c);
            if ((c == '{' || c == '[') && !opensNothing) {
                level++;
                line(json, level);
            } else if (c == ',') {
                line(json, level);
            } else if (c == ':') {
                json.append(' ');
            }
            quoted = c == '"';
        }
        return json.toString();
    }

    private static void line(StringBuilder json, int level) {
        json.append('\n').append(INDENT.repeat(level));
    }
}
