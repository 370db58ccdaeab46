package dev.lamplighter.appliance.doctor.firewall;

import dev.lamplighter.model.Ip4;
import dev.lamplighter.model.Subnet;
import java.util.List;
import java.util.Set;

/** One condition of a rule. A packet must meet all of them. */
sealed interface Condition {

    Match of(Knock knock);

    /** From one port to another, both included. */
    record Range(int first, int last) {
        boolean contains(int port) {
            return first <= port && port <= last;
        }
    }

    /** The port it is sent to. */
    record Port(List<Range> ranges) implements Condition {
        public Port {
            ranges = List.copyOf(ranges);
        }

        @Override
        public Match of(Knock knock) {
            return Match.of(ranges.stream().anyMatch(range -> range.contains(knock.port())));
        }
    }

    /** The port it comes from. */
    record SourcePort(List<Range> ranges) implements Condition {
        public SourcePort {
            ranges = List.copyOf(ranges);
        }

        @Override
        public Match of(Knock knock) {
            if (knock.sourcePort().isEmpty()) {
                return Match.PERHAPS;
            }
            return Match.of(ranges.stream().anyMatch(range -> range.contains(knock.sourcePort().getAsInt())));
        }
    }

    /** What carries it: {@code udp}, {@code tcp} and others. */
    record Carried(Set<String> protocols) implements Condition {
        public Carried {
            protocols = Set.copyOf(protocols);
        }

        @Override
        public Match of(Knock knock) {
            return Match.of(protocols.contains(knock.protocol().word()));
        }
    }

    /** The interface it comes in by; {@code eth*} is every name that begins so. */
    record Interface(Set<String> names) implements Condition {
        public Interface {
            names = Set.copyOf(names);
        }

        @Override
        public Match of(Knock knock) {
            return Match.of(names.stream().anyMatch(name -> name.endsWith("*")
                    ? knock.interfaceName().startsWith(name.substring(0, name.length() - 1)) : name.equals(knock.interfaceName())));
        }
    }

    /** Who sends it. */
    record Source(List<Subnet> subnets) implements Condition {
        public Source {
            subnets = List.copyOf(subnets);
        }

        @Override
        public Match of(Knock knock) {
            if (knock.sources().isEmpty()) {
                return Match.PERHAPS;
            }
            Subnet from = knock.sources().get();
            if (subnets.stream().anyMatch(subnet -> subnet.prefix() <= from.prefix() && subnet.contains(from.network()))) {
                return Match.YES;
            }
            return subnets.stream().anyMatch(subnet -> from.contains(subnet.network())) ? Match.PERHAPS : Match.NO;
        }
    }

    /** Whom it is sent to. */
    record Destination(List<Subnet> subnets) implements Condition {
        public Destination {
            subnets = List.copyOf(subnets);
        }

        @Override
        public Match of(Knock knock) {
            Ip4 to = knock.destination();
            return Match.of(subnets.stream().anyMatch(subnet -> subnet.contains(to)));
        }
    }

    /** What connection tracking says of it: a first packet is {@code new}. */
    record State(Set<String> states) implements Condition {
        public State {
            states = Set.copyOf(states);
        }

        @Override
        public Match of(Knock knock) {
            return Match.of(states.contains("new"));
        }
    }

    /** Anything but the other. */
    record Not(Condition other) implements Condition {
        @Override
        public Match of(Knock knock) {
            return other.of(knock).not();
        }
    }

    /** Never met by a knock, as a condition on IPv6 is. */
    record Never() implements Condition {
        @Override
        public Match of(Knock knock) {
            return Match.NO;
        }
    }

    /** Something that we do not weigh, such as a rate. */
    record Unknown() implements Condition {
        @Override
        public Match of(Knock knock) {
            return Match.PERHAPS;
        }
    }
}
