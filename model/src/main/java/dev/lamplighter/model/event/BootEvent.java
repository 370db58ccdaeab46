package dev.lamplighter.model.event;

import dev.lamplighter.model.Arch;
import dev.lamplighter.model.Ip4;
import dev.lamplighter.model.Labels;
import dev.lamplighter.model.Mac;
import dev.lamplighter.model.Reason;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;

/**
 * A raw fact of a boot. Which machine and which boot it belongs to is derived by correlation, never required here. Text that came from
 * the wire is kept as it came: who prints it must escape it.
 */
public sealed interface BootEvent {

    Stamp stamp();

    /** Why the answer was refused or kept back, where it was. */
    Optional<Reason> reason();

    /**
     * A DHCP question and what was answered, on port 67 or 4011. {@code asked} and {@code answered} are message types in capitals
     * ({@code DISCOVER}, {@code OFFER}); {@code answered} is empty when we kept silent, and {@code reason} then says why. With an answer it says why
     * that is a refusal, or names nothing to boot. {@code address} is what we gave; {@code wanted} the address that the client asked for or has, and
     * {@code chosen} the server that it took the offer of: where addresses are another server's, only the question tells them.
     */
    record Dhcp(Stamp stamp, Wire wire, int xid, Mac mac, Optional<UUID> uuid, Optional<Arch> arch, boolean ipxe, String asked,
            Optional<String> answered, Optional<Ip4> address, Optional<String> bootFile, Optional<Reason> reason, Optional<Ip4> wanted, Optional<Ip4> chosen)
            implements BootEvent {

        /** A question that names neither address nor server. */
        public Dhcp(Stamp stamp, Wire wire, int xid, Mac mac, Optional<UUID> uuid, Optional<Arch> arch, boolean ipxe, String asked,
                Optional<String> answered, Optional<Ip4> address, Optional<String> bootFile, Optional<Reason> reason) {
            this(stamp, wire, xid, mac, uuid, arch, ipxe, asked, answered, address, bootFile, reason, Optional.empty(), Optional.empty());
        }
    }

    /** A step of a TFTP transfer. {@code transfer} is unique within the instance; {@code bytes} counts file octets acknowledged so far. */
    record Tftp(Stamp stamp, Wire wire, long transfer, String file, Step step, long bytes, Duration elapsed, Optional<Reason> reason)
            implements BootEvent {
        public enum Step { STARTED, FINISHED, REFUSED, ABORTED }
    }

    /**
     * A transfer that takes a while is under way, by {@code protocol} {@code tftp} or {@code http}: {@code bytes} of {@code whole} have gone. Told now and
     * then, and not of short ones.
     */
    record Progress(Stamp stamp, Wire wire, String protocol, String file, long bytes, long whole) implements BootEvent {
        @Override
        public Optional<Reason> reason() {
            return Optional.empty();
        }
    }

    /** A DNS question with the answer's code ({@code NOERROR}) and where it came from ({@code override}, {@code upstream}, {@code cache}). */
    record Dns(Stamp stamp, Wire wire, String name, String type, Optional<String> answered, String source, Duration elapsed,
            Optional<Reason> reason) implements BootEvent {}

    /**
     * An HTTP request and its answer. {@code path} is the path as it was sent, without the query; {@code labels} what its query says of the
     * machine; {@code bytes} the octets of the body that were sent; {@code config} that this configures a machine.
     */
    record Http(Stamp stamp, Wire wire, String method, String path, Labels labels, OptionalInt status, long bytes, Duration elapsed,
            String userAgent, Optional<Reason> reason, Optional<ConfigRead> config) implements BootEvent {

        /** A request for what configures no machine. */
        public Http(Stamp stamp, Wire wire, String method, String path, Labels labels, OptionalInt status, long bytes, Duration elapsed,
                String userAgent, Optional<Reason> reason) {
            this(stamp, wire, method, path, labels, status, bytes, elapsed, userAgent, reason, Optional.empty());
        }
    }

    /** A station asked for an IPv6 router and was told that there is none; or nothing, and {@code reason} says why. */
    record Router(Stamp stamp, Wire wire, Mac mac, boolean answered, Optional<Reason> reason) implements BootEvent {}

    /** A file of ours that could not be read as what it should be; line and column count from 1, 0 where unknown. */
    record BadFile(Stamp stamp, String file, int line, int column, String message, Optional<Reason> reason) implements BootEvent {}

    /** Bytes from the wire that are no message of the protocol they came for. */
    record BadPacket(Stamp stamp, Wire wire, String protocol, int length, Optional<Reason> reason) implements BootEvent {}

    /**
     * Something was changed that outlives a boot, whichever way it came: an object of the catalog, a machine's boot intent, a lease by hand, the
     * settings. {@code method} is how: a call of gRPC ({@code rpcpb.Groups/GroupPut}), a command ({@code leases release}), {@code file}.
     * {@code object} is the file below the data folder ({@code groups/node1.json}), or {@code intents/NAME}, {@code leases/SEGMENT/ADDRESS},
     * {@code settings}. Before and after are empty where there was or is none.
     */
    record Change(Stamp stamp, Doer by, String method, String object, Optional<Version> before, Optional<Version> after) implements BootEvent {

        /** By a client of gRPC. */
        public Change(Stamp stamp, Wire wire, String who, String method, String object, Optional<Version> before, Optional<Version> after) {
            this(stamp, new Doer.Client(who, wire), method, object, before, after);
        }

        public String who() {
            return by.name();
        }

        @Override
        public Optional<Reason> reason() {
            return Optional.empty();
        }
    }

    /**
     * What a client of gRPC wanted and did not get: a call, or with an empty {@code method} the connection itself. {@code who} is the subject of
     * its certificate, as far as one is known; {@code status} the name of gRPC's status.
     */
    record Rpc(Stamp stamp, Wire wire, String who, String method, String status, Optional<Reason> reason) implements BootEvent {}

    /** What an operator should know of the appliance itself: {@code code} is stable, {@code sentence} says it. */
    record Notice(Stamp stamp, Level level, String code, String sentence) implements BootEvent {
        @Override
        public Optional<Reason> reason() {
            return Optional.empty();
        }

        public enum Level { INFO, WARN, ERROR }
    }
}
