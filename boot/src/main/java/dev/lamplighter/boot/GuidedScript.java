package dev.lamplighter.boot;

import dev.lamplighter.model.Bytes;
import dev.lamplighter.model.Reason;

/** iPXE's script for people who stand before the machine: it tries every interface, again and again, and says on the screen why nothing boots. */
final class GuidedScript {

    /** The label by which a request says that its answer is read by this script. */
    static final String LABEL = "guided";

    private static final int LONGEST = 300;

    private GuidedScript() {}

    static Bytes first(String base) {
        return Bytes.utf8("""
                #!ipxe
                set server %s
                set pause:int32 2
                :again
                set index:int32 0
                :interface
                isset ${net${index}/mac} || goto rest
                echo Lamplighter at ${server}: asking for net${index}, ${net${index}/mac}
                isset ${net${index}/ip} || dhcp net${index} || goto next
                chain --autofree ${server}/ipxe?uuid=${uuid}&mac=${net${index}/mac:hexhyp}&domain=${domain}&hostname=${hostname}&serial=${serial}&arch=${buildarch:uristring}&guided=1 ||
                :next
                inc index
                goto interface
                :rest
                echo Lamplighter at ${server}: no interface booted. Next try in ${pause} s, Ctrl-B for a command line
                sleep ${pause}
                iseq ${pause} 64 || inc pause ${pause}
                goto again
                """.formatted(base));
    }

    /** Says why there is nothing to boot, and hands back. */
    static Bytes why(Reason reason) {
        var safe = new StringBuilder();
        reason.sentence().codePoints().limit(LONGEST).forEach(c -> safe.append(c < ' ' || c > '~' || c == '$' || c == '|' || c == '&' ? '?' : (char) c));
        return Bytes.utf8("#!ipxe\necho Lamplighter: " + safe + " [" + reason.code() + "]\nexit 1\n");
    }
}
