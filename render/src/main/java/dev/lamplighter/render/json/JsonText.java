package dev.lamplighter.render.json;

/** Texts in JSON as Go writes them: what HTML could mistake ({@code < > &}) and the line separators U+2028 and U+2029 are escaped. */
public final class JsonText {

    private static final String HEX = "0123456789abcdef";

    private JsonText() {}

    /** Appends {@code text} with quotes around it. */
    public static void append(StringBuilder json, String text) {
        json.append('"');
        for (int i = 0; i < text.length();) {
            int point = text.codePointAt(i);
            i += Character.charCount(point);
            append(json, point);
        }
        json.append('"');
    }

    private static void append(StringBuilder json, int point) {
        switch (point) {
            case '"', '\\' -> json.append('\\').append((char) point);
            case '\b' -> json.append("\\b");
            case '\f' -> json.append("\\f");
            case '\n' -> json.append("\\n");
            case '\r' -> json.append("\\r");
            case '\t' -> json.append("\\t");
            case '<', '>', '&', 0x2028, 0x2029 -> escape(json, point);
            default -> {
                if (point < ' ') {
                    escape(json, point);
                } else if (point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE) {
                    escape(json, 0xfffd);
                } else {
                    json.appendCodePoint(point);
                }
            }
        }
    }

    private static void escape(StringBuilder json, int point) {
        json.append("\\u");
        for (int shift = 12; shift >= 0; shift -= 4) {
            json.append(HEX.charAt(point >> shift & 15));
        }
    }
}
