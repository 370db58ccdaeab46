package dev.lamplighter.console.service;

import dev.lamplighter.model.Reason;
import dev.lamplighter.model.event.BootEvent.Notice.Level;
import dev.lamplighter.model.event.BootEvent;
import dev.lamplighter.model.event.Stamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** What went wrong lately in files and in the appliance itself; what is the same is told once, with how often. */
public final class RecentTrouble implements Consumer<BootEvent> {

    private static final int USUAL = 200;

    private final int most;
    private final Map<Said, Trouble> told = new LinkedHashMap<>();

    public RecentTrouble() {
        this(USUAL);
    }

    /** Keeps the {@code most} that happened last. */
    public RecentTrouble(int most) {
        this.most = most;
    }

    /** {@code file} is empty where it is about none, {@code line} and {@code column} 0 where they are not known. */
    record Said(String level, String code, String file, int line, int column, String sentence) {}

    record Trouble(Said said, Instant first, Instant last, int times) {}

    /** Whether {@code event} may be trouble of the appliance itself. */
    public static boolean concerns(BootEvent event) {
        return event instanceof BootEvent.BadFile || event instanceof BootEvent.Notice || event instanceof BootEvent.Rpc;
    }

    @Override
    public void accept(BootEvent event) {
        switch (event) {
            case BootEvent.BadFile bad -> keep(bad.stamp(), new Said("error", bad.reason().map(Reason::code).orElse("bad-file"), bad.file(), bad.line(), bad.column(), bad.message()));
            case BootEvent.Notice notice when notice.level() != Level.INFO ->
                    keep(notice.stamp(), new Said(notice.level() == Level.WARN ? "warning" : "error", notice.code(), "", 0, 0, notice.sentence()));
            case BootEvent.Rpc rpc -> keep(rpc.stamp(), new Said("warning", rpc.reason().map(Reason::code).orElse("rpc-refused"), "", 0, 0,
                    rpc.who() + " at " + rpc.wire().peerAddress() + ": " + rpc.method() + ": " + rpc.reason().map(Reason::sentence).orElse(rpc.status())));
            case BootEvent.Notice _, BootEvent.Dhcp _, BootEvent.Tftp _, BootEvent.Progress _, BootEvent.Dns _, BootEvent.Http _, BootEvent.Router _,
                    BootEvent.BadPacket _, BootEvent.Change _ -> { }
        }
    }

    private synchronized void keep(Stamp stamp, Said said) {
        Trouble before = told.remove(said);
        told.put(said, new Trouble(said, before == null ? stamp.wall() : before.first(), stamp.wall(), before == null ? 1 : before.times() + 1));
        if (told.size() > most) {
            told.remove(told.keySet().iterator().next());
        }
    }

    /** What happened last is in front. */
    synchronized List<Trouble> list() {
        return new ArrayList<>(told.values()).reversed();
    }
}
