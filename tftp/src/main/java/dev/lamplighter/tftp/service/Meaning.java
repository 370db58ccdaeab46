package dev.lamplighter.tftp.service;

import dev.lamplighter.boot.Ask;
import dev.lamplighter.boot.Resource;
import dev.lamplighter.model.Arrival;
import java.util.List;

/**
 * Which questions to boot a file name stands for, in the order in which they are asked until one has an answer: a file of the machine's own
 * folder, a boot file, a menu that is made for the machine, an asset. May wait, so it is not for event loops.
 */
@FunctionalInterface
public interface Meaning {

    /** {@code file} is as it was asked for. At least one question. */
    List<Ask> of(String file, Arrival arrival);

    /** Every name is a boot file's. */
    static Meaning bootFile() {
        return (file, arrival) -> List.of(Ask.of(new Resource.BootFile(file)));
    }
}
