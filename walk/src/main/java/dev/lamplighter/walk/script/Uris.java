package dev.lamplighter.walk.script;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;

/** URLs as people write them into scripts: what may not stand in one is escaped, and the rest stays as it is. */
public final class Uris {

    private static final String ALLOWED = "-._~:/?#[]@!$&'()*+,;=%";

    private Uris() {}

    /** Any text is one; what makes none at all is a path. */
    public static URI parse(String text) {
        var out = new StringBuilder();
        for (byte octet : text.getBytes(UTF_8)) {
            char c = (char) (octet & 0xff);
            out.append(isLetterOrDigit(c) || ALLOWED.indexOf(c) >= 0 ? String.valueOf(c) : "%%%02X".formatted((int) c));
        }
        try {
            return URI.create(out.toString());
        } catch (IllegalArgumentException malformed) {
            return URI.create(out.toString().replaceAll("%(?![0-9A-Fa-f]{2})", "%25").replaceAll("[\\[\\]:#]", "_"));
        }
    }

    /** In ASCII. */
    static boolean isLetterOrDigit(char c) {
        return c < 0x80 && Character.isLetterOrDigit(c);
    }

    /** A file of a TFTP server: its name is the path without the first slash. */
    public static URI tftp(String host, String file) {
        return parse("tftp://" + host + "/" + file.replace("?", "%3F").replace("#", "%23"));
    }

    /** The name that {@link #tftp} was made of. */
    public static String tftpName(URI uri) {
        String path = uri.getPath() == null ? "" : uri.getPath();
        return path.startsWith("/") ? path.substring(1) : path;
    }
}
