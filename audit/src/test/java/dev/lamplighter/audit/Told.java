package dev.lamplighter.audit;

import dev.lamplighter.model.Labels;
import dev.lamplighter.model.Reason;
import dev.lamplighter.model.event.BootEvent;
import dev.lamplighter.model.event.ConfigRead;
import dev.lamplighter.model.event.Doer;
import dev.lamplighter.model.event.Stamp;
import dev.lamplighter.model.event.Version;
import dev.lamplighter.model.event.Wire;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Events for tests. */
final class Told {

    static final Stamp STAMP = new Stamp("lab-1", 7, Instant.parse("2026-11-24T13:00:00Z"), 1);
    static final Wire TERRAFORM_WIRE = new Wire("", new InetSocketAddress("192.0.2.7", 40112), new InetSocketAddress("192.0.2.2", 8081));
    static final Doer TERRAFORM = new Doer.Client("CN=terraform", TERRAFORM_WIRE);
    static final Users USERS = Users.of(List.of("root:x:0:0:root:/root:/bin/sh", "anna:x:1000:1000::/home/anna:/bin/sh", "broken"));

    private Told() {}

    static Optional<Version> file(String told, String digest) {
        return Optional.of(new Version(told, Optional.of(digest)));
    }

    static BootEvent.Change change(Doer by, String object, Optional<Version> before, Optional<Version> after) {
        return new BootEvent.Change(STAMP, by, "rpcpb.Groups/GroupPut", object, before, after);
    }

    static BootEvent.Change onDisk(String object, String digest) {
        return new BootEvent.Change(STAMP, new Doer.SomebodyOnDisk("uid 1000", OptionalLong.of(1000), Optional.of(STAMP.wall())), "file", object, Optional.empty(),
                file("{\"profile\":\"p\"}", digest));
    }

    static BootEvent.Http read(String from, Labels labels, int status, Optional<Reason> reason) {
        return new BootEvent.Http(STAMP, new Wire("", new InetSocketAddress(from, 50000), new InetSocketAddress("192.0.2.2", 8080)), "GET", "/ignition", labels,
                OptionalInt.of(status), 120, Duration.ofMillis(1), "Ignition/2.20", reason, Optional.of(new ConfigRead("ignition",
                        status == 200 ? Optional.of("ab".repeat(32)) : Optional.empty())));
    }
}
