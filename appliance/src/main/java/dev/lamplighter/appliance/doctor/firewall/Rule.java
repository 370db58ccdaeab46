package dev.lamplighter.appliance.doctor.firewall;

import dev.lamplighter.appliance.doctor.firewall.Condition.Port;
import java.util.List;

/**
 * One rule of a chain: what a packet that meets all conditions comes to.
 *
 * @param name where it stands, as its tool names it: {@code inet filter input handle 7}
 * @param text the rule as its tool prints it
 * @param delete the command that takes it away
 */
record Rule(List<Condition> conditions, Verdict verdict, String name, String text, String delete) {

    Rule {
        conditions = List.copyOf(conditions);
    }

    /** What becomes of a packet. */
    sealed interface Verdict {

        /** It need not go further in this chain. */
        record Accept() implements Verdict {}

        /** It goes no further; {@code how} is such as {@code drops}. */
        record Stop(String how) implements Verdict {}

        /** It goes to another chain, and comes back ({@code jump}) or does not ({@code goto}). */
        record Enter(String chain, boolean back) implements Verdict {}

        /** Back to where this chain was entered from. */
        record Return() implements Verdict {}

        /** The next rule. */
        record Next() implements Verdict {}
    }

    Match of(Knock knock) {
        return conditions.stream().map(condition -> condition.of(knock)).reduce(Match.YES, Match::and);
    }

    /** Whether it is about the ports that it names, so that it does nothing else that somebody may want. */
    boolean namesPorts() {
        return conditions.stream().anyMatch(Port.class::isInstance);
    }
}
