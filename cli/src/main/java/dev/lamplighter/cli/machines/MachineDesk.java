package dev.lamplighter.cli.machines;

import dev.lamplighter.boot.machine.MachineEdit;
import dev.lamplighter.model.BootIntent;
import dev.lamplighter.model.Mac;
import dev.lamplighter.store.StoreException;
import java.util.List;
import java.util.Optional;

/** What the commands ask of a server's machines, and have done. What cannot be done is an exception for people. */
interface MachineDesk extends AutoCloseable {

    /** Declared machines by name, then those that were only seen, the latest first. */
    List<Entry> list() throws StoreException;

    /** By name, or by a hardware address. */
    Optional<Entry> find(String nameOrMac) throws StoreException;

    /** What is wrong with files. */
    List<String> troubles();

    /** Declares the machine {@code name}, whose hardware address was seen or not. Where its file is. */
    String adopt(Mac mac, String name, MachineEdit edit) throws StoreException;

    /** Changes what is declared. Where its file is. */
    String edit(String name, MachineEdit edit) throws StoreException;

    /** Sets from where a declared machine boots. Durable on return. */
    void boot(String name, BootIntent intent) throws StoreException;

    @Override
    void close() throws StoreException;
}
