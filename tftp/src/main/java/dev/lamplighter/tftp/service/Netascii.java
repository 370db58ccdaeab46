package dev.lamplighter.tftp.service;

import dev.lamplighter.model.Bytes;
import java.io.ByteArrayOutputStream;

/** Text as netascii (RFC 764): LF becomes CR LF, a CR becomes CR NUL. */
public final class Netascii {

    private Netascii() {}

    public static Bytes of(Bytes text) {
        var out = new ByteArrayOutputStream(text.length() + text.length() / 16 + 16);
        for (int i = 0; i < text.length(); i++) {
            int octet = text.at(i);
            if (octet == '\n') {
                out.write('\r');
            }
            out.write(octet);
            if (octet == '\r') {
                out.write(0);
            }
        }
        return Bytes.owned(out.toByteArray());
    }
}
