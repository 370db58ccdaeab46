package dev.lamplighter.audit;

import dev.lamplighter.model.Labels;
import dev.lamplighter.model.Reason;
import dev.lamplighter.model.event.BootEvent;
import dev.lamplighter.model.event.ConfigRead;
import dev.lamplighter.model.event.Doer;
import dev.lamplighter.model.event.Stamp;
import dev.lamplighter.model.event.Version;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/** Makes a record of each thing that an audit keeps. Asks only for the names of users. */
public final class Records {

    private final Contents contents;
    private final Users users;

    public Records(Contents contents, Users users) {
        this.contents = contents;
        this.users = users;
    }

    /** Of whose config somebody read: the declared machine, and what was selected for it. */
    public record Selected(Optional<String> machine, Optional<String> group, Optional<String> profile) {
        public static final Selected NOTHING = new Selected(Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** Something was changed. */
    public AuditRecord change(BootEvent.Change change) {
        var record = new RecordMaker("change", change.stamp());
        by(record, change.by());
        record.put("method", change.method()).put("object", change.object()).put("deed", deed(change));
        version(record, "before", change.before());
        version(record, "after", change.after());
        if (contents == Contents.CHANGES && isOfFile(change)) {
            record.put("changes", FieldChanges.between(change.before().map(Version::told), change.after().map(Version::told)));
        }
        return record.made();
    }

    private static String deed(BootEvent.Change change) {
        if (change.before().isEmpty()) {
            return change.after().isEmpty() ? "" : "created";
        }
        return change.after().isEmpty() ? "deleted" : change.before().equals(change.after()) ? "repeated" : "changed";
    }

    private static boolean isOfFile(BootEvent.Change change) {
        return change.before().or(change::after).flatMap(Version::sha256).isPresent() || change.after().flatMap(Version::sha256).isPresent();
    }

    /** What is no file is short and no secret. */
    private static void version(RecordMaker record, String when, Optional<Version> version) {
        version.ifPresent(some -> some.sha256().ifPresentOrElse(digest -> record.put(when + ".sha256", digest), () -> record.put(when, some.told())));
    }

    private void by(RecordMaker record, Doer by) {
        record.put("way", by.way());
        switch (by) {
            case Doer.Client _, Doer.TokenHolder _, Doer.Station _ -> record.put("who", by.name()).put("from", by.from());
            case Doer.SocketUser user -> record.put("who", name(user.name(), user.uid())).put("uid", uid(user.name(), user.uid())).put("gid", user.gid())
                    .put("pid", user.pid());
            case Doer.CommandUser user -> record.put("who", name(user.name(), user.uid())).put("uid", user.uid()).put("pid", user.pid())
                    .put("behind", user.behind());
            case Doer.SomebodyOnDisk owner -> record.put("who", "somebody on disk")
                    .put("owner", owner.uid().isPresent() ? name("", owner.uid()) : "").put("uid", owner.uid())
                    .put("modified", owner.modified().map(Instant::toString));
            case Doer.Appliance _ -> record.put("who", by.name());
        }
    }

    private String name(String known, OptionalLong uid) {
        return !known.isEmpty() || uid.isEmpty() ? known : users.name(uid.getAsLong()).orElse("uid " + uid.getAsLong());
    }

    private OptionalLong uid(String name, OptionalLong known) {
        return known.isPresent() ? known : users.uid(name);
    }

    /** A client of gRPC was refused. */
    public AuditRecord refusal(BootEvent.Rpc rpc) {
        var record = new RecordMaker("refusal", rpc.stamp());
        by(record, new Doer.Client(rpc.who(), rpc.wire()));
        record.put("method", rpc.method()).put("status", rpc.status());
        reason(record, rpc.reason());
        return record.made();
    }

    /** Somebody asked for what configures a machine. {@code proof} is what was asked of a reader ({@code http.reads}). A token is never kept. */
    public AuditRecord read(BootEvent.Http http, ConfigRead config, Selected selected, String proof) {
        Labels labels = http.labels();
        var record = new RecordMaker("read", http.stamp()).put("way", "http").put("from", http.wire().peerAddress() + ":" + http.wire().peer().getPort())
                .put("what", config.what()).put("method", http.method())
                .put("status", http.status().isPresent() ? OptionalLong.of(http.status().getAsInt()) : OptionalLong.empty())
                .put("machine", selected.machine()).put("mac", labels.mac().map(Object::toString).or(() -> labels.get("mac")))
                .put("uuid", labels.get("uuid")).put("serial", labels.get("serial"))
                .put("group", selected.group()).put("profile", selected.profile())
                .put("proof", proof).put("bytes", OptionalLong.of(http.bytes())).put("sha256", config.sha256()).put("agent", http.userAgent());
        reason(record, http.reason());
        return record.made();
    }

    private static void reason(RecordMaker record, Optional<Reason> reason) {
        reason.ifPresent(some -> record.put("reason", some.code()).put("why", some.sentence()));
    }

    /** So many reads were too many to keep one by one. */
    static AuditRecord leftOut(Stamp stamp, Instant since, long count) {
        return new RecordMaker("left-out", stamp).put("since", since.toString()).put("count", OptionalLong.of(count)).made();
    }

    /** So many records could not be written. */
    public static AuditRecord lost(Stamp stamp, long count) {
        return new RecordMaker("lost", stamp).put("count", OptionalLong.of(count)).made();
    }
}
