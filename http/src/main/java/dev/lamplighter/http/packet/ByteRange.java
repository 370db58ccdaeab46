package dev.lamplighter.http.packet;

/** A run of octets of something longer: {@code length} octets from {@code start}, which counts from 0. */
public record ByteRange(long start, long length) {

    /** The value of {@code Content-Range} when the whole has {@code size} octets (RFC 9110 section 14.4). */
    public String contentRange(long size) {
        return "bytes " + start + "-" + (start + length - 1) + "/" + size;
    }
}
