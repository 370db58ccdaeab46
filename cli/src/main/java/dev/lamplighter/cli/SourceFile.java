package dev.lamplighter.cli;

import dev.lamplighter.model.Bytes;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** A file that the command line names; {@code -} is standard input. */
public record SourceFile(String name, Bytes content) {

    /** As much as the server takes of one file. */
    public static final int LARGEST = 4 << 20;

    private static final String STANDARD_INPUT = "-";

    /** There is no such file, or it cannot be read; the message names it. */
    public static final class Unreadable extends Exception {
        Unreadable(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /** Reads it whole. Waits for the disk, or for standard input. */
    public static SourceFile read(String name, Console console) throws Unreadable {
        boolean standard = name.equals(STANDARD_INPUT);
        String called = standard ? "standard input" : name;
        try (InputStream in = standard ? console.in() : Files.newInputStream(Path.of(name))) {
            byte[] octets = in.readNBytes(LARGEST + 1);
            if (octets.length > LARGEST) {
                throw new Unreadable(called + " is larger than 4 MiB", null);
            }
            return new SourceFile(called, Bytes.owned(octets));
        } catch (NoSuchFileException | InvalidPathException absent) {
            throw new Unreadable(called + " does not exist", absent);
        } catch (AccessDeniedException denied) {
            throw new Unreadable(called + " cannot be read: permission denied", denied);
        } catch (IOException failed) {
            throw new Unreadable(called + " cannot be read: " + failed.getMessage(), failed);
        }
    }
}
