package dev.lamplighter.appliance;

import dev.lamplighter.appliance.settings.ConsoleSettings;
import dev.lamplighter.appliance.settings.Keys;
import dev.lamplighter.appliance.settings.Settings;
import dev.lamplighter.console.metrics.Facts;
import dev.lamplighter.console.server.AdminDoor;
import dev.lamplighter.console.server.ConsoleDoor;
import dev.lamplighter.console.server.Desk;
import dev.lamplighter.console.service.Access;
import dev.lamplighter.console.service.Deeds;
import dev.lamplighter.console.service.Explainer;
import dev.lamplighter.console.service.LastBoots;
import dev.lamplighter.console.service.Machines;
import dev.lamplighter.console.service.Pages;
import dev.lamplighter.console.service.RecentTrouble;
import dev.lamplighter.console.service.Signals;
import dev.lamplighter.console.service.StatePages;
import dev.lamplighter.console.service.Tokens;
import dev.lamplighter.model.Subscription;
import dev.lamplighter.model.event.BootEvent;
import dev.lamplighter.model.event.EventHub;
import dev.lamplighter.net.Door;
import dev.lamplighter.net.Interfaces;
import dev.lamplighter.net.Listening;
import dev.lamplighter.net.Loops;
import dev.lamplighter.net.tls.BadPem;
import dev.lamplighter.net.tls.ReloadingTls;
import dev.lamplighter.net.tls.TlsFiles;
import dev.lamplighter.net.tls.TlsNotices;
import dev.lamplighter.store.catalog.MachineFolder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** The admin door: what it offers, and its two sockets, one for commands of this host and one for browsers. */
final class Administration implements Subscription {

    private static final int BUFFER = 4096;
    private static final int MOST_MACHINES = 100_000;
    private static final int HTTP = 80;
    private static final int HTTPS = 443;

    private final Desk desk;
    private final EventHub events;
    private final Loops loops;
    private final List<Subscription> following = new ArrayList<>();

    /** {@code doors} are those that are open when it is asked. */
    Administration(Settings settings, Machines machines, Facts facts, Storyteller story, RecentTrouble trouble, Supplier<List<Door>> doors,
            Explainer explainer, EventHub events, Loops loops) {
        this.events = events;
        this.loops = loops;
        var signals = new Signals();
        var last = new LastBoots(story, MOST_MACHINES);
        story.count(last);
        following.add(events.subscribe(BUFFER, Signals::concern, signals));
        following.add(machines.store().watch(_ -> {
            signals.changed(Signals.Kind.CATALOG);
            signals.changed(Signals.Kind.MACHINES);
        }));
        machines.leaseStore().ifPresent(leases -> following.add(leases.watch(_ -> signals.changed(Signals.Kind.LEASES))));
        var state = new StatePages(Version.text(), Instant.now(), () -> listening(doors), facts, trouble);
        var deeds = new Deeds(machines, new MachineFolder(settings.storePath()), events);
        desk = new Desk(new Pages(story.boots(), story, machines, last, state, deeds, explainer), story.boots(), signals);
    }

    private static List<Listening> listening(Supplier<List<Door>> doors) {
        return doors.get().stream().flatMap(door -> door.listening().stream()).toList();
    }

    AdminDoor socket(Path path) {
        return new AdminDoor(path, desk, loops);
    }

    /** The console at {@code at}; none, with a warning, where its tokens cannot be kept: machines boot without it. */
    Optional<ConsoleDoor> console(ConsoleSettings settings, InetSocketAddress at) throws CannotStart {
        Tokens tokens;
        try {
            tokens = Tokens.in(settings.tokens());
        } catch (IOException unusable) {
            events.publish(new BootEvent.Notice(events.stamp(), BootEvent.Notice.Level.WARN, "console-off", "the console is off: it needs tokens that outlive a restart, and "
                    + settings.tokens() + " (" + Keys.ADMIN_TOKENS.path() + ") cannot be used: " + unusable));
            return Optional.empty();
        }
        Optional<ReloadingTls> tls = Optional.empty();
        if (settings.tls().isPresent()) {
            try {
                var files = new TlsFiles(settings.tls().get().certificate(), settings.tls().get().key());
                tls = Optional.of(ReloadingTls.watching(files, UnaryOperator.identity(), new TlsNotices("console", events), ReloadingTls.INTERVAL));
            } catch (BadPem bad) {
                throw new CannotStart(Keys.ADMIN_CERT.path() + " and " + Keys.ADMIN_KEY.path() + ": " + bad.getMessage(), bad);
            }
        }
        String scheme = tls.isPresent() ? "https" : "http";
        boolean looking = at.getAddress().isLoopbackAddress();
        return Optional.of(new ConsoleDoor(at, desk, bound -> new Access(scheme, hosts(bound, settings.names(), scheme), looking, tokens), tls, loops));
    }

    /** The names of a door as browsers write them: without the port where it is the scheme's own. */
    private static Set<String> hosts(InetSocketAddress bound, List<String> names, String scheme) {
        Set<String> all = new LinkedHashSet<>(names);
        InetAddress address = bound.getAddress();
        if (address.isLoopbackAddress() || address.isAnyLocalAddress()) {
            all.addAll(List.of("localhost", "127.0.0.1", "[::1]"));
        }
        if (address.isAnyLocalAddress()) {
            Interfaces.names().forEach(name -> Interfaces.addresses(name).stream().flatMap(List::stream).forEach(assigned -> all.add(assigned.address().toString())));
        } else {
            all.add(literal(address));
        }
        int usual = scheme.equals("https") ? HTTPS : HTTP;
        Set<String> hosts = new LinkedHashSet<>();
        for (String host : all) {
            hosts.add(host + ":" + bound.getPort());
            if (bound.getPort() == usual) {
                hosts.add(host);
            }
        }
        return hosts;
    }

    private static String literal(InetAddress address) {
        String text = address.getHostAddress();
        return text.indexOf(':') >= 0 ? "[" + text + "]" : text;
    }

    @Override
    public void close() {
        following.forEach(Subscription::close);
    }
}
