package dev.lamplighter.cli.audit;

import dev.lamplighter.audit.AuditRecord;
import dev.lamplighter.audit.Contents;
import dev.lamplighter.audit.Inbox;
import dev.lamplighter.audit.Records;
import dev.lamplighter.audit.Users;
import dev.lamplighter.model.event.BootEvent;
import dev.lamplighter.model.event.Doer;
import dev.lamplighter.model.event.Stamp;
import dev.lamplighter.model.event.Version;
import dev.lamplighter.store.catalog.MachineFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What this command does itself to what a server keeps, told for the server's audit. A change of a file is told before it is made, so that the server
 * does not take it for somebody else's.
 */
public final class OwnRecords implements MachineFolder.Announced {

    private static final int AT_ONCE = 1_000;

    private final Path state;
    private final Inbox inbox;
    private final Clock clock;
    private final Doer by;
    private final Records records = new Records(Contents.CHANGES, Users.none());
    private final List<AuditRecord> waiting = new ArrayList<>();
    private long sequence;
    private Optional<String> trouble = Optional.empty();

    /** For the server that keeps its state in {@code state}; {@code environment} says who is behind sudo. */
    public OwnRecords(Path state, Clock clock, Map<String, String> environment) {
        this.state = state;
        this.inbox = new Inbox(state);
        this.clock = clock;
        this.by = new Doer.CommandUser(System.getProperty("user.name", ""), OptionalLong.empty(), OptionalLong.of(ProcessHandle.current().pid()),
                Optional.ofNullable(environment.get("SUDO_USER")).filter(name -> !name.isBlank()));
    }

    public Doer by() {
        return by;
    }

    public Stamp stamp() {
        return new Stamp("command-" + ProcessHandle.current().pid(), ++sequence, clock.instant(), System.nanoTime());
    }

    @Override
    public void writing(String object, Optional<Version> before, Version after) {
        tell(method(before), object, before, Optional.of(after));
    }

    @Override
    public void failed(String object, Optional<Version> before, Version after) {
        tell(method(before) + " failed", object, Optional.of(after), before);
    }

    private static String method(Optional<Version> before) {
        return before.isEmpty() ? "machines adopt" : "machines edit";
    }

    /** Tells a change at once. */
    public void tell(String method, String object, Optional<Version> before, Optional<Version> after) {
        add(new BootEvent.Change(stamp(), by, method, object, before, after));
        flush();
    }

    /** Tells a change with those that follow; {@link #flush} at the end. */
    public void add(BootEvent.Change change) {
        waiting.add(records.change(change));
        if (waiting.size() >= AT_ONCE) {
            flush();
        }
    }

    /** Where there is no state no server has run, and nobody keeps an audit. */
    public void flush() {
        if (waiting.isEmpty() || !Files.isDirectory(state)) {
            return;
        }
        try {
            inbox.leave(List.copyOf(waiting));
        } catch (IOException refused) {
            trouble = Optional.of("this change is not in the server's audit: " + refused.getMessage());
        }
        waiting.clear();
    }

    /** Why something could not be told. The change itself is none the worse for it. */
    public Optional<String> trouble() {
        return trouble;
    }
}
