package dev.lamplighter.audit;

import dev.lamplighter.audit.Records.Selected;
import dev.lamplighter.model.Labels;
import dev.lamplighter.model.event.BootEvent;
import dev.lamplighter.model.event.ConfigRead;
import dev.lamplighter.model.event.Doer;
import dev.lamplighter.model.event.Events;
import dev.lamplighter.model.event.Version;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Hears every event and makes records of what an audit keeps. A file that a command of ours changed is told once, by the command's own record and
 * not as somebody's on disk. For any thread; may read small files.
 */
public final class Auditor implements Consumer<BootEvent> {

    private static final int CLAIMS = 1_000;

    private final Records records;
    private final Contents contents;
    private final Users users;
    private final Events events;
    private final Function<Labels, Selected> selecting;
    private final String proof;
    private final Supplier<List<AuditRecord>> inbox;
    private final ReadTally reads;
    private final ReadLimits limits;
    private final Consumer<AuditRecord> keeping;

    /** Files that commands and the console have said they change: the object, with the digest that it has then. */
    private final LinkedHashMap<String, Integer> claims = new LinkedHashMap<>();
    private Instant since;
    private long told = System.nanoTime();

    /**
     * {@code selecting} says what a machine with these labels is given; {@code proof} is what {@code http.reads} asks of readers; {@code inbox} takes what
     * commands have left.
     */
    public Auditor(Contents contents, Users users, Events events, Function<Labels, Selected> selecting, String proof, Supplier<List<AuditRecord>> inbox,
            ReadLimits limits, Consumer<AuditRecord> keeping) {
        this.records = new Records(contents, users);
        this.contents = contents;
        this.users = users;
        this.events = events;
        this.selecting = selecting;
        this.proof = proof;
        this.inbox = inbox;
        this.reads = new ReadTally(limits, System.nanoTime());
        this.limits = limits;
        this.keeping = keeping;
        this.since = events.stamp().wall();
    }

    @Override
    public synchronized void accept(BootEvent event) {
        switch (event) {
            case BootEvent.Change change -> changed(change);
            case BootEvent.Rpc rpc -> {
                if (reads.keeps(rpc.wire().peerAddress(), System.nanoTime())) {
                    keeping.accept(records.refusal(rpc));
                }
            }
            case BootEvent.Http http -> http.config().ifPresent(config -> read(http, config));
            case BootEvent.Dhcp _, BootEvent.Tftp _, BootEvent.Progress _, BootEvent.Dns _, BootEvent.Router _, BootEvent.BadFile _, BootEvent.BadPacket _,
                    BootEvent.Notice _ -> { }
        }
    }

    private void changed(BootEvent.Change change) {
        if (change.by() instanceof Doer.SomebodyOnDisk) {
            takeInbox();
            if (claimed(change)) {
                return;
            }
        } else if (change.by() instanceof Doer.TokenHolder || change.by() instanceof Doer.SocketUser) {
            change.after().flatMap(Version::sha256).ifPresent(digest -> claim(change.object(), digest));
        }
        keeping.accept(records.change(change));
    }

    private void read(BootEvent.Http http, ConfigRead config) {
        if (reads.keeps(http.wire().peerAddress(), System.nanoTime())) {
            keeping.accept(records.read(http, config, selecting.apply(http.labels()), proof));
        }
    }

    /** Takes what commands have left, and tells now and then how many reads were left out. To be called about each second. */
    public synchronized void tick() {
        takeInbox();
        if (System.nanoTime() - told < limits.told().toNanos()) {
            return;
        }
        told = System.nanoTime();
        tellLeftOut();
    }

    /** Nothing more will come. */
    public synchronized void end() {
        takeInbox();
        tellLeftOut();
    }

    private void tellLeftOut() {
        long count = reads.leftOut();
        var now = events.stamp();
        if (count > 0) {
            keeping.accept(Records.leftOut(now, since, count));
        }
        since = now.wall();
    }

    private void takeInbox() {
        Map<Long, String> names = new HashMap<>();
        for (AuditRecord left : inbox.get()) {
            if (left.has("after.sha256")) {
                claim(left.text("object"), left.text("after.sha256"));
            }
            keeping.accept(named(contents == Contents.CHANGES ? left : left.without("changes"), names));
        }
    }

    /** The number is proven, and the name is this host's for it; {@code names} are those that were looked up already. */
    private AuditRecord named(AuditRecord left, Map<Long, String> names) {
        return left.members().get("uid") instanceof Long uid ? left.with(Map.of("who", names.computeIfAbsent(uid, number -> users.name(number).orElse("uid " + number)))) : left;
    }

    private boolean claimed(BootEvent.Change change) {
        Optional<String> claim = change.after().flatMap(Version::sha256).map(digest -> key(change.object(), digest));
        if (claim.isEmpty() || !claims.containsKey(claim.get())) {
            return false;
        }
        claims.computeIfPresent(claim.get(), (_, count) -> count > 1 ? count - 1 : null);
        return true;
    }

    private void claim(String object, String digest) {
        claims.merge(key(object, digest), 1, Integer::sum);
        if (claims.size() > CLAIMS) {
            claims.pollFirstEntry();
        }
    }

    private static String key(String object, String digest) {
        return digest + " " + object;
    }
}
