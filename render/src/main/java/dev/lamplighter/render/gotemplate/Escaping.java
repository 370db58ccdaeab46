package dev.lamplighter.render.gotemplate;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Arrays;
import java.util.HexFormat;

/** {@code html}, {@code js} and {@code urlquery}: they print their arguments and escape the text. */
final class Escaping {

    private static final HexFormat UPPER = HexFormat.of().withUpperCase();

    private Escaping() {}

    /** The text that the arguments make together. */
    static String text(Object[] arguments, Output out) throws Fault {
        if (arguments.length == 1 && arguments[0] instanceof String text) {
            return text;
        }
        new Printer(out).print(Arrays.stream(arguments).map(argument -> argument == null ? "<no value>" : argument).toArray());
        return out.toString();
    }

    static void html(String text, Output out) throws Fault {
        int done = 0;
        for (int i = 0; i < text.length(); i++) {
            String escaped = switch (text.charAt(i)) {
                case '<' -> "&lt;";
                case '>' -> "&gt;";
                case '&' -> "&amp;";
                case '\'' -> "&#39;";
                case '"' -> "&#34;";
                case '\0' -> "\ufffd";
                default -> "";
            };
            if (!escaped.isEmpty()) {
                out.add(text.substring(done, i)).add(escaped);
                done = i + 1;
            }
        }
        out.add(text.substring(done));
    }

    static void js(String text, Output out) throws Fault {
        int done = 0;
        for (int i = 0; i < text.length();) {
            int point = text.codePointAt(i);
            int next = i + Character.charCount(point);
            String escaped = js(point);
            if (!escaped.isEmpty()) {
                out.add(text.substring(done, i)).add(escaped);
                done = next;
            }
            i = next;
        }
        out.add(text.substring(done));
    }

    private static String js(int point) {
        return switch (point) {
            case '\\' -> "\\\\";
            case '\'' -> "\\'";
            case '"' -> "\\\"";
            case '<', '>', '&', '=' -> "\\u00" + UPPER.toHexDigits((byte) point);
            default -> {
                boolean plain = point < 0x80 ? point >= ' ' : GoText.isRaw(point) || Unicode.isPrint(point);
                yield plain ? "" : String.format("\\u%04X", point);
            }
        };
    }

    static void urlQuery(String text, Output out) throws Fault {
        for (byte octet : GoText.toBytes(text)) {
            char c = (char) (octet & 0xff);
            if ((c < 0x80 && Character.isLetterOrDigit(c)) || "-_.~".indexOf(c) >= 0) {
                out.add(c);
            } else if (c == ' ') {
                out.add('+');
            } else {
                out.add(new String(new byte[] {'%', hex(c >> 4), hex(c & 15)}, US_ASCII));
            }
        }
    }

    private static byte hex(int digit) {
        return (byte) Character.toUpperCase(Character.forDigit(digit, 16));
    }
}
