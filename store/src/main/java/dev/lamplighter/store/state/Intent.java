package dev.lamplighter.store.state;

import dev.lamplighter.model.BootIntent;
import java.time.Instant;

/**
 * From where a machine boots now. It holds for as long as the machine's file declares {@code declared}: another word there counts anew.
 *
 * @param why what set it, for people: {@code fetched /ignition}
 */
public record Intent(String machine, BootIntent declared, BootIntent current, Instant since, String why) {}
