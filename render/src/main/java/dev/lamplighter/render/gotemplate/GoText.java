package dev.lamplighter.render.gotemplate;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/**
 * How a Go string, which is a run of bytes, is held in a Java {@code String}: valid UTF-8 as its characters, and each byte that is not part of
 * valid UTF-8 as the lone surrogate {@code U+DC00 + byte}. {@code slice} and escapes like {@code "\xff"} make such bytes.
 */
public final class GoText {

    private static final int RAW = 0xdc00;
    private static final char REPLACEMENT = '\ufffd';

    private GoText() {}

    public static String ofBytes(byte[] bytes) {
        String text = new String(bytes, UTF_8);
        return text.indexOf(REPLACEMENT) < 0 ? text : decode(bytes);
    }

    private static String decode(byte[] bytes) {
        var text = new StringBuilder(bytes.length);
        for (int i = 0; i < bytes.length;) {
            int length = sequence(bytes, i);
            if (length == 0) {
                text.append((char) (RAW + (bytes[i] & 0xff)));
                i++;
            } else {
                text.append(new String(bytes, i, length, UTF_8));
                i += length;
            }
        }
        return text.toString();
    }

    /** The length of the valid UTF-8 sequence at {@code at} (RFC 3629 section 4), or 0. */
    private static int sequence(byte[] bytes, int at) {
        int first = bytes[at] & 0xff;
        if (first < 0x80) {
            return 1;
        }
        int length = first < 0xc2 || first > 0xf4 ? 0 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
        if (length == 0 || at + length > bytes.length) {
            return 0;
        }
        for (int i = 1; i < length; i++) {
            if ((bytes[at + i] & 0xc0) != 0x80) {
                return 0;
            }
        }
        int second = bytes[at + 1] & 0xff;
        boolean valid = switch (first) {
            case 0xe0 -> second >= 0xa0;
            case 0xed -> second < 0xa0;
            case 0xf0 -> second >= 0x90;
            case 0xf4 -> second < 0x90;
            default -> true;
        };
        return valid ? length : 0;
    }

    /** The bytes that {@code text} stands for. */
    public static byte[] toBytes(String text) {
        if (!hasLoneSurrogate(text)) {
            return text.getBytes(UTF_8);
        }
        var bytes = new ByteArrayOutputStream(text.length() + 16);
        for (int i = 0; i < text.length();) {
            int point = text.codePointAt(i);
            i += Character.charCount(point);
            if (isRaw(point)) {
                bytes.write(point - RAW);
            } else {
                bytes.writeBytes(Character.toString(isSurrogate(point) ? REPLACEMENT : point).getBytes(UTF_8));
            }
        }
        return bytes.toByteArray();
    }

    /** Joins raw bytes that stand side by side and make a character together. */
    static String joined(String text) {
        return hasLoneSurrogate(text) ? ofBytes(toBytes(text)) : text;
    }

    /** The text with U+FFFD for every byte that is not UTF-8. */
    static String printable(String text) {
        if (!hasLoneSurrogate(text)) {
            return text;
        }
        var printable = new StringBuilder(text.length());
        joined(text).codePoints().forEach(point -> printable.appendCodePoint(isSurrogate(point) ? REPLACEMENT : point));
        return printable.toString();
    }

    /** How many bytes the text has. */
    static int length(String text) {
        int length = text.length();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= 0x80) {
                if (Character.isHighSurrogate(c) && i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))) {
                    length += 2;
                    i++;
                } else if (!isRaw(c)) {
                    length += c < 0x800 ? 1 : 2;
                }
            }
        }
        return length;
    }

    /** Compares by bytes, as Go does; {@code String.compareTo} has another order above U+FFFF. */
    static int compare(String left, String right) {
        int length = Math.min(left.length(), right.length());
        for (int i = 0; i < length; i++) {
            char a = left.charAt(i);
            char b = right.charAt(i);
            if (a != b) {
                return Character.isSurrogate(a) || Character.isSurrogate(b) ? compareBytes(left, right) : Character.compare(a, b);
            }
        }
        return Integer.compare(left.length(), right.length());
    }

    private static int compareBytes(String left, String right) {
        return Arrays.compareUnsigned(toBytes(left), toBytes(right));
    }

    /** Whether this code point stands for a byte that is not UTF-8. */
    static boolean isRaw(int point) {
        return point >= RAW + 0x80 && point <= RAW + 0xff;
    }

    /** The byte that a raw code point stands for. */
    static int rawByte(int point) {
        return point - RAW;
    }

    private static boolean isSurrogate(int point) {
        return point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE;
    }

    private static boolean hasLoneSurrogate(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                int point = text.codePointAt(i);
                if (isSurrogate(point)) {
                    return true;
                }
                i++;
            }
        }
        return false;
    }
}
