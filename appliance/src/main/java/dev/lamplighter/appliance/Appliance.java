package dev.lamplighter.appliance;

import dev.lamplighter.appliance.log.EventLog;
import dev.lamplighter.appliance.log.ReasonTally;
import dev.lamplighter.appliance.settings.Keys;
import dev.lamplighter.appliance.settings.Settings;
import dev.lamplighter.boot.machine.BootIntents;
import dev.lamplighter.boot.machine.SeenMachines;
import dev.lamplighter.boot.policy.LoopWatch;
import dev.lamplighter.boot.reads.BootsSeen;
import dev.lamplighter.boot.reads.ReadGuard;
import dev.lamplighter.boot.reads.ReadTokens;
import dev.lamplighter.boot.reads.TokenGuard;
import dev.lamplighter.console.metrics.Facts;
import dev.lamplighter.console.service.Health;
import dev.lamplighter.console.service.Machines;
import dev.lamplighter.console.service.RecentTrouble;
import dev.lamplighter.dhcp.service.LongestLease;
import dev.lamplighter.http.server.HttpDoor;
import dev.lamplighter.model.Segment.DhcpMode;
import dev.lamplighter.model.Segment;
import dev.lamplighter.model.Subscription;
import dev.lamplighter.model.event.BootEvent;
import dev.lamplighter.model.event.EventHub;
import dev.lamplighter.net.CannotListen;
import dev.lamplighter.net.Door;
import dev.lamplighter.net.Interfaces;
import dev.lamplighter.net.Loops;
import dev.lamplighter.net.tls.BadPem;
import dev.lamplighter.store.StoreException;
import dev.lamplighter.store.catalog.FileCatalogStore;
import dev.lamplighter.store.history.BootHistory;
import dev.lamplighter.store.history.HistoryLimits;
import dev.lamplighter.store.lease.LeaseLimits;
import dev.lamplighter.store.lease.LeaseSocket;
import dev.lamplighter.store.lease.LeaseStore;
import dev.lamplighter.store.lease.SqliteLeaseStore;
import dev.lamplighter.store.lease.StoreDesk;
import dev.lamplighter.store.state.MachineState;
import dev.lamplighter.store.state.StateLimits;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The running appliance: everything is open, or nothing is. HTTP opens last, so that who waits for it finds everything ready. */
final class Appliance implements AutoCloseable {

    private static final int LOOPS = 2;
    private static final int LOG_BUFFER = 16_384;
    private static final Duration DRAIN = Duration.ofSeconds(3);
    private static final String LEASES = "leases.sqlite";
    private static final String MACHINES = "machines.sqlite";
    private static final String BOOTS = "boots.sqlite";

    private final EventHub events;
    private final List<Subscription> following = new ArrayList<>();
    private final Loops loops;
    private final Loops httpLoops;
    private final Clock clock = new SteadyClock();
    private final OpenDoors doors;
    private final StartTable table = new StartTable();
    private final Subscription log;
    private final ReasonTally tally = new ReasonTally();
    private final Subscription counting;
    private final Subscription circles;
    private final Storyteller story;
    private final RecentTrouble trouble = new RecentTrouble();
    /** What is decided by now, for the segments that are served now. */
    private volatile Optional<Decisions> decisions = Optional.empty();
    private volatile boolean started;
    private FileCatalogStore catalog;
    private Optional<LeaseStore> leases = Optional.empty();
    private Optional<MachineState> machines = Optional.empty();
    private Optional<LeaseSocket> leaseSocket = Optional.empty();

    private Appliance(Settings settings) {
        events = new EventHub(instance(), Clock.systemUTC());
        loops = new Loops(LOOPS);
        httpLoops = new Loops(LOOPS);
        doors = new OpenDoors(events);
        var lines = EventLog.toStandardError(settings.logLevel(), settings.logJson(), settings.dnsTuning().logQueries());
        log = events.subscribe(LOG_BUFFER, lines, lines::flush);
        counting = events.subscribe(LOG_BUFFER, event -> event.reason().isPresent(), tally);
        // Two processes in containers may have one name and number, so the time tells them apart.
        story = new Storyteller(instance() + "-" + Long.toString(System.currentTimeMillis(), 36), events);
        following.add(events.subscribe(LOG_BUFFER, RecentTrouble::concerns, trouble));
        var watch = new LoopWatch();
        circles = events.subscribe(LOG_BUFFER, BootEvent.Dhcp.class::isInstance, event -> {
            if (event instanceof BootEvent.Dhcp dhcp) {
                watch.heard(dhcp).ifPresent(sentence -> notice(BootEvent.Notice.Level.WARN, "boot-loop", sentence));
            }
        });
    }

    static Appliance start(Settings settings) throws CannotStart {
        var appliance = new Appliance(settings);
        try {
            appliance.open(settings);
            return appliance;
        } catch (CannotStart failed) {
            appliance.close();
            throw failed;
        } catch (RuntimeException defect) {
            appliance.close();
            throw new CannotStart("a defect of the appliance kept it from starting: " + defect, defect);
        }
    }

    /** What listens where and what is off, for the operator. */
    String startTable() {
        return table.toString();
    }

    /** Where HTTP listens. */
    List<InetSocketAddress> httpAddresses() {
        return doors.all().stream().filter(HttpDoor.class::isInstance).map(HttpDoor.class::cast).flatMap(door -> door.addresses().stream()).toList();
    }

    private void open(Settings settings) throws CannotStart {
        var reading = new Segments(Interfaces::addresses, mode -> Booting.servesDns(settings, mode));
        List<Segment> segments = reading.resolve(settings.segments());
        leases = leases(settings, segments);
        catalog = Decisions.catalog(settings, events);
        Auditing.of(settings, segments, catalog, events, loops).ifPresent(following::add);
        var state = machineState(settings, segments);
        machines = Optional.of(state);
        var intents = new BootIntents(state, Clock.systemUTC(), events);
        following.add(intents.follow(catalog));
        following.add(events.subscribe(LOG_BUFFER, new SeenMachines(state)));
        keepBoots(settings, segments);
        ReadGuard tokens = tokens(settings, intents);
        var kept = new Decisions.Kept(leases, intents, tokens);
        decisions = Optional.of(new Decisions(settings, segments, catalog, kept, clock));
        var rooms = new Doors(decisions.get(), events, loops, httpLoops, clock, false);
        administer(settings, rooms, state);
        measure(settings, rooms);
        for (Doors.Planned planned : rooms.all()) {
            try {
                doors.open(planned.door());
                planned.door().listening().forEach(listening -> table.listens(listening, planned.setting()));
            } catch (CannotListen e) {
                throw refused(planned, e);
            }
        }
        var notes = new StartNotes(settings, segments);
        notes.explainBootFiles(table);
        notes.explainWhatIsOff(table);
        notes.warn((code, sentence) -> notice(BootEvent.Notice.Level.WARN, code, sentence));
        doors.follow(segments, () -> reading.resolve(settings.segments()), moved -> {
            var now = new Decisions(settings, moved, catalog, kept, clock);
            List<Door> anew = new Doors(now, events, loops, httpLoops, clock, true).all().stream().map(Doors.Planned::door).toList();
            decisions = Optional.of(now);
            return anew;
        });
        started = true;
    }

    private void measure(Settings settings, Doors rooms) throws CannotStart {
        if (settings.metricsAddress().isEmpty()) {
            return;
        }
        var monitoring = new Monitoring(facts(settings), loops, httpLoops, events, story);
        following.add(monitoring);
        var door = monitoring.door(rooms.resolve(Keys.METRICS_ADDRESS, settings.metricsAddress().get()), new Health(this::unready), httpLoops);
        try {
            beside(door, rooms.setting(Keys.METRICS_ADDRESS));
        } catch (CannotListen taken) {
            throw refused(new Doors.Planned(door, rooms.setting(Keys.METRICS_ADDRESS), "choose another address (--metrics-address)"), taken);
        }
    }

    /** Why machines cannot be served just now. The catalog is loaded before any door opens. */
    private Optional<String> unready() {
        if (!started) {
            return Optional.of("starting or stopping: not every door is open");
        }
        return doors.whole() ? Optional.empty() : Optional.of("an interface changed, and what it has now cannot be served; the log says why");
    }

    /** The control socket, without which who did not name it can do, and the console where one is asked for. */
    private void administer(Settings settings, Doors rooms, MachineState state) throws CannotStart {
        var machines = new Machines(catalog, state, leases, this::served, clock);
        var administration = new Administration(settings, machines, facts(settings), story, trouble, doors::all, new Explained(() -> decisions), events, httpLoops);
        following.add(administration);
        if (settings.adminSocket().isEmpty()) {
            table.off("admin", "set admin.socket");
        } else {
            try {
                beside(administration.socket(settings.adminSocket().get()), rooms.setting(Keys.ADMIN_SOCKET));
            } catch (CannotListen taken) {
                if (settings.adminSocketIsSet()) {
                    throw new CannotStart(rooms.setting(Keys.ADMIN_SOCKET) + ": " + taken.getMessage(), taken);
                }
                table.off("admin", taken.getMessage());
            }
        }
        if (settings.console().address().isEmpty()) {
            table.off("console", "set admin.address (127.0.0.1:8082)");
            return;
        }
        var console = administration.console(settings.console(), rooms.resolve(Keys.ADMIN_ADDRESS, settings.console().address().get()));
        if (console.isEmpty()) {
            table.off("console", "admin.token-file cannot be used; the log says why");
            return;
        }
        try {
            beside(console.get(), rooms.setting(Keys.ADMIN_ADDRESS));
        } catch (CannotListen taken) {
            throw refused(new Doors.Planned(console.get(), rooms.setting(Keys.ADMIN_ADDRESS), "choose another address (--admin-address)"), taken);
        }
    }

    private void beside(Door door, String setting) throws CannotListen {
        doors.openBeside(door);
        door.listening().forEach(it -> table.listens(it, setting));
    }

    private Facts facts(Settings settings) {
        return new Measured(settings, this::served, leases, catalog, events::lost, this::unready, clock);
    }

    private List<Segment> served() {
        return decisions.map(Decisions::segments).orElse(List.of());
    }

    /** Without a folder boots are known as long as this process runs, which is told where machines boot from here. */
    private void keepBoots(Settings settings, List<Segment> segments) {
        HistoryLimits limits = HistoryLimits.DEFAULT.keeping(settings.history().age(), settings.history().boots());
        try {
            story.keep(BootHistory.open(settings.statePath().resolve(BOOTS), limits, Clock.systemUTC(), events));
        } catch (StoreException unusable) {
            if (!segments.isEmpty()) {
                notice(BootEvent.Notice.Level.WARN, "history-off", "past boots (lamplighter boots) are forgotten at the end of this process: state.path ("
                        + settings.merged().get(Keys.STATE_PATH).origin().where() + "): " + unusable.getMessage());
            }
        }
    }

    private static CannotStart refused(Doors.Planned planned, CannotListen why) {
        if (why.getCause() instanceof BadPem) {
            String files = planned.door() instanceof HttpDoor ? "http.cert and http.key: " : "rpc.cert, rpc.key and rpc.ca: ";
            return new CannotStart(files + why.getMessage(), why);
        }
        String remedy = why.getMessage().contains(" is in use ") ? ": stop it, or " + planned.otherwise() : "";
        return new CannotStart(planned.setting() + ": " + why.getMessage() + remedy, why);
    }

    private Optional<LeaseStore> leases(Settings settings, List<Segment> segments) throws CannotStart {
        Path state = settings.statePath();
        if (segments.stream().noneMatch(segment -> segment.dhcp() == DhcpMode.FULL)) {
            return Optional.empty();
        }
        String setting = settings.merged().get(Keys.STATE_PATH).origin().where() + ": state.path: ";
        if (!Files.isDirectory(state)) {
            throw new CannotStart(setting + "there is no folder " + state + ", and full DHCP keeps its leases there: create it (mkdir -p " + state
                    + "), or name another");
        }
        try {
            LeaseStore store = SqliteLeaseStore.open(leasesIn(state), LeaseLimits.DEFAULT, new LongestLease(segments, clock.instant())::cap);
            leaseSocket = leaseSocket(leasesIn(state), store);
            table.says("leases", leasesIn(state).toString(), "", settings.merged().get(Keys.STATE_PATH).origin().where());
            return Optional.of(store);
        } catch (StoreException e) {
            throw new CannotStart(setting + e.getMessage(), e);
        }
    }

    /** Who may read by which token; nobody needs one where settings do not say so. */
    private ReadGuard tokens(Settings settings, BootIntents intents) throws CannotStart {
        if (settings.reads() != Settings.Reads.TOKEN) {
            return ReadGuard.open();
        }
        var booting = new BootsSeen();
        following.add(events.subscribe(LOG_BUFFER, booting));
        try {
            return new TokenGuard(new ReadTokens(ReadSecret.in(settings.statePath()), Clock.systemUTC()), booting, intents::uuidOf);
        } catch (IOException unusable) {
            throw new CannotStart(settings.merged().get(Keys.HTTP_READS).origin().where() + ": http.reads: token needs a secret that outlives a restart: " + unusable.getMessage(),
                    unusable);
        }
    }

    /** Without a folder it is kept in memory, which is told where machines boot from here. */
    private MachineState machineState(Settings settings, List<Segment> segments) {
        Path file = machinesIn(settings.statePath());
        try {
            return MachineState.open(file, StateLimits.DEFAULT, events);
        } catch (StoreException unusable) {
            if (!segments.isEmpty() || !catalog.current().machines().machines().isEmpty()) {
                notice(BootEvent.Notice.Level.WARN, "state-in-memory", "from where machines boot (machines boot) and which were seen is forgotten at the end of this"
                        + " process: state.path (" + settings.merged().get(Keys.STATE_PATH).origin().where() + "): " + unusable.getMessage());
            }
            return MachineState.inMemory(events);
        }
    }

    /** The database of leases in {@code state.path}. */
    static Path leasesIn(Path state) {
        return state.resolve(LEASES);
    }

    /** The database of boot intents, tokens and machines that were seen. */
    static Path machinesIn(Path state) {
        return state.resolve(MACHINES);
    }

    /** Where it cannot be opened, serving goes on: only {@code lamplighter leases} must wait until the server has stopped. */
    private Optional<LeaseSocket> leaseSocket(Path database, LeaseStore store) {
        try {
            return Optional.of(LeaseSocket.open(database, new StoreDesk(store, clock), events));
        } catch (StoreException e) {
            notice(BootEvent.Notice.Level.WARN, "no-lease-socket", e.getMessage());
            return Optional.empty();
        }
    }

    private void notice(BootEvent.Notice.Level level, String code, String sentence) {
        events.publish(new BootEvent.Notice(events.stamp(), level, code, sentence));
    }

    /** Takes no new work, lets what runs finish for up to three seconds, then closes doors, stores and log, in this order. */
    @Override
    public void close() {
        started = false;
        doors.drain(DRAIN);
        doors.all().forEach(door -> quietly("a door", door::close));
        if (catalog != null) {
            quietly("the catalog", catalog::close);
        }
        following.forEach(each -> quietly("a subscription", each::close));
        leaseSocket.ifPresent(this::close);
        leases.ifPresent(this::close);
        machines.ifPresent(this::close);
        quietly("the loops", loops::close);
        quietly("the loops of HTTP", httpLoops::close);
        circles.close();
        story.close();
        sayWhatWasKeptBack();
        log.close();
    }

    private void sayWhatWasKeptBack() {
        counting.close();
        if (!tally.line().isEmpty()) {
            notice(BootEvent.Notice.Level.INFO, "kept-back", tally.line());
        }
        if (events.lost() > 0) {
            notice(BootEvent.Notice.Level.WARN, "events-lost", events.lost() + " lines of the log were lost, because it was written slower than things happened");
        }
    }

    /** One part that fails to close does not keep the next from closing. */
    private void quietly(String part, Runnable close) {
        try {
            close.run();
        } catch (RuntimeException e) {
            notice(BootEvent.Notice.Level.ERROR, "not-closed", part + " did not close cleanly: " + e);
        }
    }

    private void close(LeaseSocket socket) {
        try {
            socket.close();
        } catch (StoreException e) {
            notice(BootEvent.Notice.Level.WARN, "leases-not-closed", e.getMessage());
        }
    }

    private void close(LeaseStore store) {
        try {
            store.close();
        } catch (StoreException e) {
            notice(BootEvent.Notice.Level.ERROR, "leases-not-closed", "the leases could not be closed cleanly; every acknowledged one is on disk: " + e.getMessage());
        }
    }

    private void close(MachineState state) {
        try {
            state.close();
        } catch (StoreException e) {
            notice(BootEvent.Notice.Level.ERROR, "state-not-closed", "the state of machines could not be closed cleanly: " + e.getMessage());
        }
    }

    private static String instance() {
        return Optional.ofNullable(System.getenv("HOSTNAME")).filter(name -> !name.isBlank()).orElse("lamplighter") + "-" + ProcessHandle.current().pid();
    }
}
