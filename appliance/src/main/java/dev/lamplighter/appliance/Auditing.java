package dev.lamplighter.appliance;

import dev.lamplighter.appliance.settings.AuditTuning;
import dev.lamplighter.appliance.settings.Keys;
import dev.lamplighter.appliance.settings.Settings;
import dev.lamplighter.audit.AuditRecord;
import dev.lamplighter.audit.Auditor;
import dev.lamplighter.audit.Inbox;
import dev.lamplighter.audit.ReadLimits;
import dev.lamplighter.audit.Records.Selected;
import dev.lamplighter.audit.Users;
import dev.lamplighter.audit.file.AuditWriter;
import dev.lamplighter.audit.journal.Journal;
import dev.lamplighter.boot.KnownMachine;
import dev.lamplighter.model.Labels;
import dev.lamplighter.model.Machine;
import dev.lamplighter.model.Segment;
import dev.lamplighter.model.Subscription;
import dev.lamplighter.model.event.BootEvent;
import dev.lamplighter.model.event.BootEvent;
import dev.lamplighter.model.event.EventHub;
import dev.lamplighter.net.Loops;
import dev.lamplighter.store.catalog.Catalog;
import dev.lamplighter.store.catalog.CatalogStore;
import dev.lamplighter.store.catalog.Selection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

/** Keeps the audit while the appliance runs: hears the events, writes the records, and takes those that commands leave. Nobody waits for it. */
final class Auditing implements Subscription {

    private static final int BUFFER = 16_384;
    private static final int RECORDS = 10_000;
    private static final Duration EVERY = Duration.ofSeconds(1);

    private final AuditWriter writer;
    private final Optional<Journal> journal;
    private final Auditor auditor;
    private final Subscription hearing;
    private final Thread ticking;

    private Auditing(AuditWriter writer, Optional<Journal> journal, Auditor auditor, EventHub events) {
        this.writer = writer;
        this.journal = journal;
        this.auditor = auditor;
        this.hearing = events.subscribe(BUFFER, Auditing::concerns, auditor);
        this.ticking = Thread.ofVirtual().name("audit inbox").start(this::tick);
    }

    /** Others neither wait for the audit, nor push out what does. */
    private static boolean concerns(BootEvent event) {
        return event instanceof BootEvent.Change || event instanceof BootEvent.Rpc || (event instanceof BootEvent.Http http && http.config().isPresent());
    }

    /**
     * Where the audit was said to be by name it must be possible to write it. Elsewhere the appliance starts without one if it must, which is told
     * where machines boot from here, or somebody may change something.
     */
    static Optional<Auditing> of(Settings settings, List<Segment> segments, CatalogStore catalog, EventHub events, Loops loops) throws CannotStart {
        if (settings.audit().path().isEmpty()) {
            return Optional.empty();
        }
        Path file = settings.audit().path().get();
        try {
            return Optional.of(start(settings, file, catalog, events, loops));
        } catch (IOException unusable) {
            String why = "audit.path (" + settings.merged().get(Keys.AUDIT_PATH).origin().where() + "): " + file + " cannot be written: " + unusable;
            if (settings.merged().isSet(Keys.AUDIT_PATH)) {
                throw new CannotStart(why, unusable);
            }
            if (!segments.isEmpty() || settings.rpc().isPresent()) {
                events.publish(new BootEvent.Notice(events.stamp(), BootEvent.Notice.Level.WARN, "audit-off", "who changes what is not kept (lamplighter audit): " + why));
            }
            return Optional.empty();
        }
    }

    /** Begins with a record of the settings. What is thrown says what is in the way of the file. */
    private static Auditing start(Settings settings, Path file, CatalogStore catalog, EventHub events, Loops loops) throws IOException {
        AuditTuning tuning = settings.audit();
        AuditWriter writer = AuditWriter.open(file, tuning.size(), tuning.keep(), RECORDS, events);
        Optional<Journal> journal = isInJournal(tuning) ? Optional.of(new Journal(Journal.SOCKET, loops, events)) : Optional.empty();
        Consumer<AuditRecord> keeping = journal.isPresent() ? writer.andThen(journal.get()) : writer;
        var inbox = new Inbox(settings.statePath());
        var auditor = new Auditor(tuning.contents(), Users.ofHost(), events, labels -> selected(catalog.current(), labels),
                settings.reads().name().toLowerCase(Locale.ROOT), inbox::take, ReadLimits.DEFAULT, keeping);
        auditor.accept(new StartedSettings(file).change(settings.merged(), events.stamp()));
        return new Auditing(writer, journal, auditor, events);
    }

    private static boolean isInJournal(AuditTuning tuning) {
        return switch (tuning.journal()) {
            case ON -> true;
            case OFF -> false;
            case AUTO -> Files.exists(Journal.SOCKET);
        };
    }

    private static Selected selected(Catalog catalog, Labels labels) {
        Optional<String> machine = catalog.machines().find(labels).map(Machine::id);
        return switch (catalog.match(KnownMachine.selecting(catalog.machines(), labels))) {
            case Selection.Matched matched -> new Selected(machine, Optional.of(matched.group().id()), Optional.of(matched.group().profile()));
            case Selection.Unmatched _ -> new Selected(machine, Optional.empty(), Optional.empty());
        };
    }

    private void tick() {
        try {
            while (true) {
                Thread.sleep(EVERY);
                auditor.tick();
            }
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    /** Writes what waits. */
    @Override
    public void close() {
        hearing.close();
        ticking.interrupt();
        auditor.end();
        writer.close();
        journal.ifPresent(Journal::close);
    }
}
