package dev.lamplighter.dns.packet;

import org.xbill.DNS.Rcode;
import org.xbill.DNS.Type;

/** The names of types and codes, as people write them ({@code AAAA}, {@code NXDOMAIN}). */
public final class Words {

    private static final String[] TYPES = new String[260];
    private static final String[] RCODES = new String[24];

    static {
        for (int i = 0; i < TYPES.length; i++) {
            TYPES[i] = Type.string(i);
        }
        for (int i = 0; i < RCODES.length; i++) {
            RCODES[i] = Rcode.string(i);
        }
    }

    private Words() {}

    public static String ofType(int type) {
        return type < TYPES.length ? TYPES[type] : Type.string(type);
    }

    public static String ofRcode(int rcode) {
        return rcode < RCODES.length ? RCODES[rcode] : Rcode.string(rcode);
    }
}
