package dev.lamplighter.assets;

/** Finds files by the name that a client sent. Total: no name throws, and none leads outside of what is served. */
@FunctionalInterface
public interface FileSource {

    Located find(String name);
}
