package dev.lamplighter.store.state;

import dev.lamplighter.model.BootIntent;
import dev.lamplighter.model.Machine;
import java.time.Instant;
import java.util.Collections;
import java.util.Set;

/**
 * From where a machine boots now. It holds for as long as the machine's file declares {@code declared}: another word there counts anew, and so
 * does another machine under the same name.
 *
 * @param marks what the machine was known by then ({@link Machine#marks}); empty where that was not kept
 * @param why what set it, for people: {@code fetched /ignition}
 */
public record Intent(String machine, Set<String> marks, BootIntent declared, BootIntent current, Instant since, String why) {

    public Intent {
        marks = Set.copyOf(marks);
    }

    /** What is set for {@code machine} as it is declared now. */
    public static Intent of(Machine machine, BootIntent current, Instant since, String why) {
        return new Intent(machine.id(), machine.marks(), machine.boot(), current, since, why);
    }

    /** Whether it still holds for the machine of this name, as that is declared now. */
    public boolean holdsFor(Machine now) {
        return declared == now.boot() && (marks.isEmpty() || !Collections.disjoint(marks, now.marks()));
    }
}
