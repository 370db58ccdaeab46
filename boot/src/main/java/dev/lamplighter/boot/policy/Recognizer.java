package dev.lamplighter.boot.policy;

/** Says whether some group could select a client by what is known of it before it runs a script. May wait for the disk. */
@FunctionalInterface
public interface Recognizer {

    boolean mayBeSelected(BootClient client);
}
