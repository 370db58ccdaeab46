package dev.lamplighter.http.packet;

import dev.lamplighter.model.Decoded;
import dev.lamplighter.model.Reason;
import java.util.Optional;

/** What a request line asks for (RFC 9112 section 3.2). */
public sealed interface Target {

    /**
     * A path on this server. {@code sent} is the path as it came, {@code escaped} the same fit for a header and for matching, with its
     * escapes; {@code query} is the query as it came, empty where there is none.
     */
    record Page(String sent, String escaped, String query) implements Target {}

    /** {@code *}: the server itself. */
    record Server() implements Target {}

    /** {@code CONNECT}'s host and port: we are no proxy. */
    record Elsewhere() implements Target {}

    /** Reads the target of a request line, one octet in each char. The host of an absolute target does not matter. */
    static Decoded<Target> parse(String method, String target) {
        for (int i = 0; i < target.length(); i++) {
            char c = target.charAt(i);
            if (c <= ' ' || c == 0x7f) {
                return malformed("a blank or control character in the request target");
            }
        }
        if (target.equals("*")) {
            return new Decoded.Message<>(new Server());
        }
        if (target.startsWith("/")) {
            return page(target);
        }
        if (method.equals("CONNECT")) {
            return new Decoded.Message<>(new Elsewhere());
        }
        int authority = afterScheme(target);
        if (authority < 0) {
            return malformed("the request target begins neither with a slash nor with a scheme");
        }
        for (int i = authority; i < target.length(); i++) {
            if (target.charAt(i) == '/' || target.charAt(i) == '?') {
                return page(target.substring(i));
            }
        }
        return page("");
    }

    private static Decoded<Target> page(String target) {
        int mark = target.indexOf('?');
        String path = mark < 0 ? target : target.substring(0, mark);
        String query = mark < 0 ? "" : target.substring(mark + 1);
        Optional<String> decoded = Percent.decode(path);
        if (decoded.isEmpty()) {
            return malformed("a percent sign in the path without two hexadecimal digits");
        }
        return new Decoded.Message<>(new Page(Percent.text(path), Percent.normalised(path), Percent.text(query)));
    }

    /** Where the authority of {@code scheme://authority} begins; -1 where there is none. */
    private static int afterScheme(String target) {
        int end = target.indexOf("://");
        for (int i = 0; i < end; i++) {
            char c = target.charAt(i);
            boolean letter = Character.isLetter(c) && c < 0x80;
            boolean later = i > 0 && "0123456789+-.".indexOf(c) >= 0;
            if (!letter && !later) {
                return -1;
            }
        }
        return end < 1 ? -1 : end + 3;
    }

    private static Decoded<Target> malformed(String sentence) {
        return new Decoded.Malformed<>(new Reason("bad-target", sentence));
    }
}
