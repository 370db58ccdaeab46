package dev.lamplighter.model.event;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/** Who changed something, as far as it is proven, and by which way: what an audit says before everything else. */
public sealed interface Doer {

    /** The name for people: a certificate's subject, a user, a machine. Text from outside is kept as it came. */
    String name();

    /** The way it came, one word that stays the same between versions. */
    String way();

    /** From where: an address with its port, or a process; empty where that says nothing. */
    Optional<String> from();

    /** A client of gRPC, by the subject of its certificate. */
    record Client(String name, Wire wire) implements Doer {
        @Override
        public String way() {
            return "grpc";
        }

        @Override
        public Optional<String> from() {
            return Optional.of(wire.peerAddress() + ":" + wire.peer().getPort());
        }
    }

    /** Whoever has a token of the console, by the token's name. */
    record TokenHolder(String name, Wire wire) implements Doer {
        @Override
        public String way() {
            return "console";
        }

        @Override
        public Optional<String> from() {
            return Optional.of(wire.peerAddress() + ":" + wire.peer().getPort());
        }
    }

    /**
     * A user of this host at a socket of ours, as the kernel tells it (SO_PEERCRED). The name is empty, or the number, where there is none; the
     * numbers are empty where only the name is known.
     */
    record SocketUser(String name, OptionalLong uid, OptionalLong gid, OptionalLong pid) implements Doer {

        /** As the kernel tells it. */
        public static SocketUser of(long uid, long gid, long pid) {
            return new SocketUser("", OptionalLong.of(uid), OptionalLong.of(gid), OptionalLong.of(pid));
        }

        @Override
        public String way() {
            return "socket";
        }

        @Override
        public Optional<String> from() {
            return pid.isPresent() ? Optional.of("pid " + pid.getAsLong()) : Optional.empty();
        }
    }

    /** A user who ran a command of ours on this host; {@code behind} is who became that user by sudo, as sudo says. */
    record CommandUser(String name, OptionalLong uid, OptionalLong pid, Optional<String> behind) implements Doer {
        @Override
        public String way() {
            return "command";
        }

        @Override
        public Optional<String> from() {
            return pid.isPresent() ? Optional.of("pid " + pid.getAsLong()) : Optional.empty();
        }
    }

    /** Somebody wrote to the disk. Whose file it is now is all that a file system tells; where it is gone, nobody's. */
    record SomebodyOnDisk(String name, OptionalLong uid, Optional<Instant> modified) implements Doer {
        @Override
        public String way() {
            return "disk";
        }

        @Override
        public Optional<String> from() {
            return Optional.empty();
        }
    }

    /** A machine, by what it fetched or told; {@code address} is where it asked from. */
    record Station(String name, Optional<String> address) implements Doer {
        @Override
        public String way() {
            return "machine";
        }

        @Override
        public Optional<String> from() {
            return address;
        }
    }

    /** The appliance itself. */
    record Appliance() implements Doer {
        @Override
        public String name() {
            return "lamplighter";
        }

        @Override
        public String way() {
            return "server";
        }

        @Override
        public Optional<String> from() {
            return Optional.empty();
        }
    }
}
