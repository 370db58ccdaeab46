package dev.lamplighter.demo.lab;

import dev.lamplighter.demo.process.DemoException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.LongPredicate;
import java.util.regex.Pattern;

/** What a demo that was killed left behind: namespaces and working folders that carry the id of a process that is no more. */
public final class Leftovers {

    private static final Pattern NAMESPACE = Pattern.compile("lamplighter-([0-9]{1,10})-(server|client|switch)");
    private static final Pattern FOLDER = Pattern.compile("lamplighter-demo-([0-9]{1,10})");

    private final LongPredicate alive;

    /** {@code alive} tells whether the demo with this process id still runs. */
    public Leftovers(LongPredicate alive) {
        this.alive = alive;
    }

    /** Takes a process for a living demo if it is a Java process; an id that was given to another Java process is left alone. */
    public static boolean runs(long process) {
        return process != ProcessHandle.current().pid() && ProcessHandle.of(process).flatMap(handle -> handle.info().command())
                .filter(command -> command.endsWith("java")).isPresent();
    }

    /** The name of the working folder of the demo with this process id. */
    public static String folder(long process) {
        return "lamplighter-demo-" + process;
    }

    /** Which of {@code names} are namespaces of dead demos. */
    public List<String> namespaces(List<String> names) {
        return names.stream().filter(name -> isDead(NAMESPACE, name)).toList();
    }

    /** Takes away the namespaces of dead demos and their folders below {@code temporary}; returns what was taken away. */
    public List<String> remove(Path temporary) throws DemoException {
        var removed = new ArrayList<String>();
        for (String name : namespaces(Namespaces.names())) {
            Namespaces.remove(name);
            removed.add(name);
        }
        try (var entries = Files.list(temporary)) {
            for (Path entry : entries.filter(path -> isDead(FOLDER, path.getFileName().toString())).toList()) {
                Folders.delete(entry);
                removed.add(entry.toString());
            }
        } catch (IOException unreadable) {
            throw new DemoException("cannot remove what an earlier demo left in " + temporary + ": " + unreadable.getMessage(),
                    "remove it by hand, or name another folder with java.io.tmpdir", unreadable);
        }
        return removed;
    }

    private boolean isDead(Pattern pattern, String name) {
        OptionalLong process = process(pattern, name);
        return process.isPresent() && !alive.test(process.getAsLong());
    }

    private static OptionalLong process(Pattern pattern, String name) {
        var match = pattern.matcher(name);
        return match.matches() ? OptionalLong.of(Long.parseLong(match.group(1))) : OptionalLong.empty();
    }
}
