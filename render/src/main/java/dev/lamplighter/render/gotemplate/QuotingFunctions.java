package dev.lamplighter.render.gotemplate;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;

/** Extended functions that write values so that YAML, JSON, shells and others read them back as they were. */
final class QuotingFunctions {

    private QuotingFunctions() {}

    /** In double quotes, for JSON and YAML; nil is left out, and several have blanks between them. */
    static Object quote(Arguments given) throws Fault {
        return each(given, QuotingFunctions::quoted);
    }

    /** In single quotes, for YAML. */
    static Object squote(Arguments given) throws Fault {
        return each(given, (text, out) -> {
            if (text.indexOf('\n') >= 0) {
                throw given.fault("YAML has no line ends in single quotes: use quote");
            }
            out.add('\'').add(text.replace("'", "''")).add('\'');
        });
    }

    /** In single quotes, for a POSIX shell. */
    static Object shquote(Arguments given) throws Fault {
        return each(given, (text, out) -> {
            if (text.indexOf('\0') >= 0) {
                throw given.fault("no shell takes a zero character");
            }
            out.add('\'').add(text.replace("'", "'\\''")).add('\'');
        });
    }

    private interface Quotes {
        void write(String text, Output out) throws Fault;
    }

    private static String each(Arguments given, Quotes quotes) throws Fault {
        Output out = given.out();
        boolean first = true;
        for (Object value : given.from(0)) {
            if (value == null) {
                continue;
            }
            if (!first) {
                out.add(' ');
            }
            quotes.write(given.text(value), out);
            first = false;
        }
        return out.toString();
    }

    private static void quoted(String text, Output out) throws Fault {
        out.add('"');
        int done = 0;
        for (int i = 0; i < text.length();) {
            int point = text.codePointAt(i);
            int next = i + Character.charCount(point);
            String escaped = escaped(point);
            if (!escaped.isEmpty()) {
                out.add(text.substring(done, i)).add(escaped);
                done = next;
            }
            i = next;
        }
        out.add(text.substring(done)).add('"');
    }

    private static String escaped(int point) {
        return switch (point) {
            case '"' -> "\\\"";
            case '\\' -> "\\\\";
            case '\n' -> "\\n";
            case '\r' -> "\\r";
            case '\t' -> "\\t";
            default -> {
                boolean unprintable = point < ' ' || (point >= 0x7f && point < 0xa0) || point == 0x2028 || point == 0x2029 || point == 0xfeff;
                boolean broken = point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE;
                yield broken ? "\\ufffd" : unprintable ? "\\u" + HexFormat.of().toHexDigits((short) point) : "";
            }
        };
    }

    static Object toJson(Arguments given) throws Fault {
        return new JsonWriter(given, false).write(given.value(0));
    }

    static Object toPrettyJson(Arguments given) throws Fault {
        return new JsonWriter(given, true).write(given.value(0));
    }

    static Object b64enc(Arguments given) throws Fault {
        return given.out().add(Base64.getEncoder().encodeToString(GoText.toBytes(given.text(0)))).toString();
    }

    static Object b64dec(Arguments given) throws Fault {
        try {
            return GoText.ofBytes(Base64.getDecoder().decode(given.text(0).getBytes(ISO_8859_1)));
        } catch (IllegalArgumentException none) {
            throw given.fault("the text is not base64");
        }
    }

    /** The SHA-256 sum in hexadecimal digits: a name for what was rendered, which changes with it. */
    static Object sha256sum(Arguments given) throws Fault {
        return sum(given.text(0));
    }

    static String sum(String text) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(GoText.toBytes(text)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
