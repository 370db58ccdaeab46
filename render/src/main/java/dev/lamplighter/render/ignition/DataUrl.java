package dev.lamplighter.render.ignition;

import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** The syntax of {@code data:} URLs (RFC 2397): {@code data:text/plain;charset=utf-8;base64,…}, everything before the comma optional. */
final class DataUrl {

    private static final List<String> MEDIA_TYPES = List.of("text", "image", "audio", "video", "application", "message", "multipart");

    private DataUrl() {}

    /** What is wrong with a data URL. */
    static Optional<String> problem(String url) {
        int comma = comma(url);
        if (!url.startsWith("data:") || comma < 0) {
            return Optional.of("missing comma before data");
        }
        String[] parameters = url.substring("data:".length(), comma).split(";", -1);
        boolean base64 = parameters.length > 1 && parameters[parameters.length - 1].equals("base64");
        if (!isMediaType(parameters[0])) {
            return Optional.of("invalid media type");
        }
        for (int i = 1; i < parameters.length - (base64 ? 1 : 0); i++) {
            if (!isParameter(parameters[i])) {
                return Optional.of("invalid media type parameter");
            }
        }
        String data = url.substring(comma + 1);
        return (base64 ? isBase64(data) : isEscaped(data)) ? Optional.empty() : Optional.of("invalid data character");
    }

    /** The comma before the data; one inside quotes belongs to a parameter. */
    private static int comma(String url) {
        boolean quoted = false;
        for (int i = 0; i < url.length(); i++) {
            char c = url.charAt(i);
            if (c == '"') {
                quoted = !quoted;
            } else if (c == '\\' && quoted) {
                i++;
            } else if (c == ',' && !quoted) {
                return i;
            }
        }
        return -1;
    }

    private static boolean isMediaType(String type) {
        if (type.isEmpty()) {
            return true;
        }
        int slash = type.indexOf('/');
        String main = slash < 0 ? "" : type.substring(0, slash);
        boolean known = main.regionMatches(true, 0, "x-", 0, 2) || MEDIA_TYPES.stream().anyMatch(main::startsWith);
        return known && isToken(main) && isToken(type.substring(slash + 1));
    }

    private static boolean isParameter(String parameter) {
        int equals = parameter.indexOf('=');
        if (equals < 1 || !isToken(parameter.substring(0, equals))) {
            return false;
        }
        String value = parameter.substring(equals + 1);
        boolean quoted = value.length() > 1 && value.startsWith("\"") && value.endsWith("\"");
        return quoted || (!value.isEmpty() && isToken(value));
    }

    private static boolean isToken(String text) {
        return text.chars().allMatch(c -> c > ' ' && c < 0x7f && "()<>@,;:\\\"/[]?=".indexOf(c) < 0);
    }

    private static boolean isEscaped(String data) {
        for (int i = 0; i < data.length(); i++) {
            char c = data.charAt(i);
            if (c <= ' ' || c >= 0x7f || "<>#\"{}|\\^[]`".indexOf(c) >= 0) {
                return false;
            }
            if (c == '%') {
                if (i + 2 >= data.length() || !isHex(data.charAt(i + 1)) || !isHex(data.charAt(i + 2))) {
                    return false;
                }
                i += 2;
            }
        }
        return true;
    }

    private static boolean isHex(char c) {
        return c < 0x80 && Character.digit(c, 16) >= 0;
    }

    private static boolean isBase64(String data) {
        String packed = data.replace("\n", "");
        if (packed.length() % 4 != 0) {
            return false;
        }
        try {
            Base64.getDecoder().decode(packed);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
