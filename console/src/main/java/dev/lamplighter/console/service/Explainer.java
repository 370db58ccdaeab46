package dev.lamplighter.console.service;

import java.util.Map;

/** Says what a machine would be given if it booted now. */
@FunctionalInterface
public interface Explainer {

    /** The walk of the machine that {@code asked} describes, as JSON; {@code asked} is as a client wrote it. Nothing changes by it. May wait for a disk. */
    String explain(Map<String, String> asked) throws Misasked;

    /** The question is wrong, or nobody can answer it now; the message says how to put it. */
    final class Misasked extends Exception {

        private static final long serialVersionUID = 1;

        public Misasked(String message) {
            super(message);
        }
    }
}
