package dev.lamplighter.render.ignition;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * A URL as far as Ignition looks at it. What is one follows Go's {@code net/url}, which is laxer than {@code java.net.URI}.
 *
 * @param scheme in lower case; empty if there is none
 * @param rest what follows the scheme's colon, without query and fragment
 * @param query what follows the question mark
 */
record Url(String scheme, String rest, String query) {

    /** Reads a URL; empty if it is none. */
    static Optional<Url> parse(String text) {
        if (text.chars().anyMatch(c -> c < ' ' || c == 0x7f)) {
            return Optional.empty();
        }
        int hash = text.indexOf('#');
        String whole = hash < 0 ? text : text.substring(0, hash);
        int colon = colon(whole);
        if (colon == 0 || (hash >= 0 && !isEscaped(text.substring(hash + 1)))) {
            return Optional.empty();
        }
        String scheme = colon < 0 ? "" : whole.substring(0, colon).toLowerCase(Locale.ROOT);
        String behind = whole.substring(colon + 1);
        int question = behind.indexOf('?');
        String rest = question < 0 ? behind : behind.substring(0, question);
        var url = new Url(scheme, rest, question < 0 ? "" : behind.substring(question + 1));
        return url.isWellFormed() ? Optional.of(url) : Optional.empty();
    }

    /** Where the scheme ends: -1 if there is none, 0 if it is empty. */
    private static int colon(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
            boolean inside = i > 0 && ((c >= '0' && c <= '9') || c == '+' || c == '-' || c == '.');
            if (c == ':') {
                return i;
            }
            if (!letter && !inside) {
                return -1;
            }
        }
        return -1;
    }

    private boolean isWellFormed() {
        if (!rest.startsWith("/")) {
            int slash = rest.indexOf('/');
            return !scheme.isEmpty() || (slash < 0 ? rest : rest.substring(0, slash)).indexOf(':') < 0;
        }
        if (!rest.startsWith("//") || (scheme.isEmpty() && rest.startsWith("///"))) {
            return isEscaped(rest);
        }
        int slash = rest.indexOf('/', 2);
        String authority = rest.substring(2, slash < 0 ? rest.length() : slash);
        return isAuthority(authority) && isEscaped(slash < 0 ? "" : rest.substring(slash));
    }

    private static boolean isAuthority(String authority) {
        int at = authority.lastIndexOf('@');
        String user = authority.substring(0, Math.max(at, 0));
        String host = authority.substring(at + 1);
        int bracket = host.lastIndexOf(']');
        if (host.startsWith("[") && bracket < 0) {
            return false;
        }
        int colon = host.lastIndexOf(':');
        String port = colon > bracket ? host.substring(colon + 1) : "";
        boolean validHost = host.chars().noneMatch(c -> " \"<>\\^`{}|/?#".indexOf(c) >= 0) && isEscaped(host);
        boolean noGarbage = !host.startsWith("[") || bracket == host.length() - 1 || host.charAt(bracket + 1) == ':';
        return validHost && noGarbage && port.chars().allMatch(c -> c >= '0' && c <= '9') && isUser(user);
    }

    private static boolean isUser(String user) {
        return isEscaped(user) && user.chars().allMatch(c -> (c < 0x80 && Character.isLetterOrDigit(c)) || "-._:~!$&'()*+,;=%@".indexOf(c) >= 0);
    }

    /** Whether every percent sign begins an escape. */
    private static boolean isEscaped(String text) {
        for (int i = text.indexOf('%'); i >= 0; i = text.indexOf('%', i + 1)) {
            if (i + 2 >= text.length() || Character.digit(text.charAt(i + 1), 16) < 0 || Character.digit(text.charAt(i + 2), 16) < 0) {
                return false;
            }
        }
        return true;
    }

    boolean isHttp() {
        return scheme.equals("http") || scheme.equals("https");
    }

    /** The version of an S3 object must not be empty if it is named. */
    boolean hasUsableVersionId() {
        return Arrays.stream(query.split("&")).filter(pair -> pair.equals("versionId") || pair.startsWith("versionId=")).findFirst()
                .map(pair -> pair.length() > "versionId=".length()).orElse(true);
    }

    /** {@code arn:partition:s3:region:account:bucket/object}, or {@code …:accesspoint/name/object}. */
    boolean isS3Arn() {
        String[] fields = rest.split(":", 5);
        if (fields.length < 5 || !fields[1].equals("s3")) {
            return false;
        }
        int parts = rest.split("/", -1).length;
        return parts >= (fields[4].startsWith("accesspoint/") ? 3 : 2);
    }
}
