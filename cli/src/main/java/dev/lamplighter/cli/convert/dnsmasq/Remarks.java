package dev.lamplighter.cli.convert.dnsmasq;

import java.util.ArrayList;
import java.util.List;

/** What is to be said about lines of dnsmasq's, in the order in which it was found. */
final class Remarks {

    /** What kind of thing is said. */
    enum Kind {
        /** It is not in the settings, and something will be different. */
        LOST,
        /** It is not in the settings, and need not be. */
        ITSELF,
        /** It is in the settings, and somebody should look at it. */
        LOOK
    }

    /** A sentence about a line. */
    record Remark(Kind kind, String where, String written, String why) {}

    private final List<Remark> all = new ArrayList<>();

    void lost(Line line, String why) {
        all.add(new Remark(Kind.LOST, line.where(), line.written(), why));
    }

    void itself(Line line, String why) {
        all.add(new Remark(Kind.ITSELF, line.where(), line.written(), why));
    }

    void look(Line line, String why) {
        all.add(new Remark(Kind.LOOK, line.where(), line.written(), why));
    }

    /** About something that no line says. */
    void look(String what, String why) {
        all.add(new Remark(Kind.LOOK, "", what, why));
    }

    List<Remark> of(Kind kind) {
        return all.stream().filter(remark -> remark.kind() == kind).toList();
    }
}
