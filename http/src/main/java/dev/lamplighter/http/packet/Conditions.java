package dev.lamplighter.http.packet;

/** The headers that make an answer depend on what the client has (RFC 9110 section 13.1 and 14.2). A header that was not sent is empty. */
public record Conditions(String range, String ifRange, String ifMatch, String ifNoneMatch, String ifModifiedSince, String ifUnmodifiedSince) {

    public static final Conditions NONE = new Conditions("", "", "", "", "", "");

    public static Conditions range(String header) {
        return new Conditions(header, "", "", "", "", "");
    }
}
