package dev.lamplighter.http.packet;

/** Lists of entity tags (RFC 9110 section 8.8.3), for a server that has none: only {@code *} matches what exists. */
public final class EntityTags {

    private EntityTags() {}

    /** Whether the list holds {@code *}; reading ends at the first thing that is no entity tag. */
    public static boolean matchesAnything(String header) {
        int at = 0;
        while (at < header.length()) {
            char c = header.charAt(at);
            if (c == ',' || c == ' ' || c == '\t') {
                at++;
            } else if (c == '*') {
                return true;
            } else {
                int open = header.startsWith("W/", at) ? at + 2 : at;
                int close = open < header.length() && header.charAt(open) == '"' ? header.indexOf('"', open + 1) : -1;
                if (close < 0) {
                    return false;
                }
                at = close + 1;
            }
        }
        return false;
    }

    /** Whether {@code header} begins with an entity tag, rather than a date. */
    public static boolean isTag(String header) {
        String text = header.strip();
        int open = text.startsWith("W/") ? 2 : 0;
        return text.startsWith("\"", open) && text.indexOf('"', open + 1) > 0;
    }
}
