package dev.lamplighter.http.packet;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.lamplighter.model.Bytes;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Finds the media type of content from its first octets (WHATWG MIME Sniffing, as Go applies it). Always finds one. */
public final class Sniffing {

    /** How many octets are looked at. */
    public static final int LOOKED_AT = 512;

    private static final List<String> HTML_TAGS = List.of("<!DOCTYPE HTML", "<HTML", "<HEAD", "<SCRIPT", "<IFRAME", "<H1", "<DIV", "<FONT", "<TABLE",
            "<A", "<STYLE", "<TITLE", "<B", "<BODY", "<BR", "<P", "<!--");

    /** Beginnings in the order in which they are tried; a {@code ?} in a pattern is any octet. */
    private static final List<Beginning> BEGINNINGS = List.of(
            new Beginning("%PDF-", "application/pdf"),
            new Beginning("%!PS-Adobe-", "application/postscript"),
            new Beginning("\u00fe\u00ff??", "text/plain; charset=utf-16be"),
            new Beginning("\u00ff\u00fe??", "text/plain; charset=utf-16le"),
            new Beginning("\u00ef\u00bb\u00bf?", MediaTypes.TEXT),
            new Beginning("\0\0\1\0", "image/x-icon"),
            new Beginning("\0\0\2\0", "image/x-icon"),
            new Beginning("BM", "image/bmp"),
            new Beginning("GIF87a", "image/gif"),
            new Beginning("GIF89a", "image/gif"),
            new Beginning("RIFF????WEBPVP", "image/webp"),
            new Beginning("\u0089PNG\r\n\u001a\n", "image/png"),
            new Beginning("\u00ff\u00d8\u00ff", "image/jpeg"),
            new Beginning("FORM????AIFF", "audio/aiff"),
            new Beginning("ID3", "audio/mpeg"),
            new Beginning("OggS\0", "application/ogg"),
            new Beginning("MThd\0\0\0\6", "audio/midi"),
            new Beginning("RIFF????AVI ", "video/avi"),
            new Beginning("RIFF????WAVE", "audio/wave"));

    private static final List<Beginning> LATER_BEGINNINGS = List.of(
            new Beginning("\u001aE\u00df\u00a3", "video/webm"),
            new Beginning("?".repeat(34) + "LP", "application/vnd.ms-fontobject"),
            new Beginning("\0\1\0\0", "font/ttf"),
            new Beginning("OTTO", "font/otf"),
            new Beginning("ttcf", "font/collection"),
            new Beginning("wOFF", "font/woff"),
            new Beginning("wOF2", "font/woff2"),
            new Beginning("\u001f\u008b\b", "application/x-gzip"),
            new Beginning("PK\3\4", "application/zip"),
            new Beginning("Rar!\u001a\7\0", "application/x-rar-compressed"),
            new Beginning("Rar!\u001a\7\1\0", "application/x-rar-compressed"),
            new Beginning("\0asm", "application/wasm"));

    /** The beginnings by the octet that they begin with, as most content begins like none of them. */
    private static final List<List<Beginning>> BY_FIRST = byFirst(BEGINNINGS);
    private static final List<List<Beginning>> LATER_BY_FIRST = byFirst(LATER_BEGINNINGS);

    private Sniffing() {}

    private static List<List<Beginning>> byFirst(List<Beginning> all) {
        return IntStream.range(0, 256)
                .mapToObj(octet -> all.stream().filter(each -> each.pattern().charAt(0) == '?' || each.pattern().charAt(0) == octet).toList()).toList();
    }

    /** The media type of content that begins with {@code content}. */
    public static String mediaType(Bytes content) {
        int looked = Math.min(content.length(), LOOKED_AT);
        String head = new String(content.slice(0, looked).toArray(), ISO_8859_1);
        int first = firstNotBlank(head);
        if (first < looked && head.charAt(first) == '<') {
            if (HTML_TAGS.stream().anyMatch(tag -> isTag(head, first, tag))) {
                return MediaTypes.HTML;
            }
            if (head.startsWith("<?xml", first)) {
                return "text/xml; charset=utf-8";
            }
        }
        return beginning(head, BY_FIRST)
                .or(() -> isMp4(head) ? Optional.of("video/mp4") : beginning(head, LATER_BY_FIRST))
                .orElseGet(() -> isText(head, first) ? MediaTypes.TEXT : "application/octet-stream");
    }

    private static Optional<String> beginning(String head, List<List<Beginning>> byFirst) {
        if (!head.isEmpty()) {
            for (Beginning each : byFirst.get(head.charAt(0))) {
                if (each.begins(head)) {
                    return Optional.of(each.mediaType());
                }
            }
        }
        return Optional.empty();
    }

    private record Beginning(String pattern, String mediaType) {

        boolean begins(String head) {
            if (head.length() < pattern.length()) {
                return false;
            }
            for (int i = 0; i < pattern.length(); i++) {
                if (pattern.charAt(i) != '?' && pattern.charAt(i) != head.charAt(i)) {
                    return false;
                }
            }
            return true;
        }
    }

    private static int firstNotBlank(String head) {
        int i = 0;
        while (i < head.length() && "\t\n\f\r ".indexOf(head.charAt(i)) >= 0) {
            i++;
        }
        return i;
    }

    private static boolean isTag(String head, int first, String tag) {
        int end = first + tag.length();
        return end < head.length() && head.regionMatches(true, first, tag, 0, tag.length()) && (head.charAt(end) == ' ' || head.charAt(end) == '>');
    }

    /** An ISO base media file: its first box is {@code ftyp} and names a brand that begins with {@code mp4}. */
    private static boolean isMp4(String head) {
        if (head.length() < 12 || !head.startsWith("ftyp", 4)) {
            return false;
        }
        long box = ((long) head.charAt(0) << 24) | (head.charAt(1) << 16) | (head.charAt(2) << 8) | head.charAt(3);
        if (box > head.length() || box % 4 != 0) {
            return false;
        }
        for (int brand = 8; brand < box; brand += 4) {
            boolean version = brand == 12;
            if (!version && head.startsWith("mp4", brand)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isText(String head, int first) {
        for (int i = first; i < head.length(); i++) {
            char c = head.charAt(i);
            if (c <= 0x08 || c == 0x0b || (c >= 0x0e && c <= 0x1a) || (c >= 0x1c && c <= 0x1f)) {
                return false;
            }
        }
        return true;
    }
}
