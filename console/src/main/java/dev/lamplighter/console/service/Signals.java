package dev.lamplighter.console.service;

import dev.lamplighter.model.Subscription;
import dev.lamplighter.model.event.BootEvent;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** Tells pages that something they show has changed, by its name, so that they ask for it again. For any thread. */
public final class Signals implements Consumer<BootEvent> {

    /** What can change. */
    public enum Kind { MACHINES, CATALOG, LEASES, TROUBLE }

    private final List<Consumer<Kind>> followers = new CopyOnWriteArrayList<>();

    /** Whether {@code event} changes anything that pages show. */
    public static boolean concern(BootEvent event) {
        return event instanceof BootEvent.Change || event instanceof BootEvent.Notice || event instanceof BootEvent.BadFile || event instanceof BootEvent.Rpc;
    }

    @Override
    public void accept(BootEvent event) {
        switch (event) {
            case BootEvent.Change _ -> changed(Kind.MACHINES);
            case BootEvent.Notice notice -> changed(notice.level() == BootEvent.Notice.Level.INFO ? Kind.MACHINES : Kind.TROUBLE);
            case BootEvent.BadFile _, BootEvent.Rpc _ -> changed(Kind.TROUBLE);
            case BootEvent.Dhcp _, BootEvent.Tftp _, BootEvent.Progress _, BootEvent.Dns _, BootEvent.Http _, BootEvent.Router _, BootEvent.BadPacket _ -> { }
        }
    }

    public void changed(Kind kind) {
        followers.forEach(follower -> follower.accept(kind));
    }

    /** Calls {@code to} at each change, on whichever thread made it; it must not wait. */
    public Subscription follow(Consumer<Kind> to) {
        followers.add(to);
        return () -> followers.remove(to);
    }
}
