package dev.lamplighter.appliance.doctor.firewall;

/** Whether a rule is about a packet: what depends on more than we know of the packet is {@link #PERHAPS}. */
enum Match {
    NO, PERHAPS, YES;

    static Match of(boolean sure) {
        return sure ? YES : NO;
    }

    Match and(Match other) {
        return compareTo(other) < 0 ? this : other;
    }

    Match not() {
        return switch (this) {
            case NO -> YES;
            case PERHAPS -> PERHAPS;
            case YES -> NO;
        };
    }
}
