package dev.lamplighter.demo.payload;

import dev.lamplighter.demo.process.DemoException;
import dev.lamplighter.demo.process.Cleanup;
import dev.lamplighter.demo.process.Command;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The distribution's packages by name, through its own client. */
public final class Apt {

    private static final Duration LONG = Duration.ofMinutes(10);

    private final Cleanup cleanup;
    private boolean refreshed;

    /** What is fetched stops when the demo ends; what is being installed is left to reach its end. */
    public Apt(Cleanup cleanup) {
        this.cleanup = cleanup;
    }

    /** Whether this machine has the tools for Debian packages. */
    public static boolean isHere() {
        return Need.exists("apt-get") && Need.exists("apt-cache") && Need.exists("dpkg-deb");
    }

    /** Installs what {@code needs} name; needs root. */
    public void install(List<Need> needs) throws DemoException {
        var words = new ArrayList<>(List.of("apt-get", "-q", "-y", "-o", "DPkg::Lock::Timeout=120", "install", "--no-install-recommends"));
        needs.forEach(need -> words.add(need.packageName()));
        withLists(new Command(words, LONG, Optional.empty()), Command::run);
        for (Need need : needs) {
            if (!need.isThere()) {
                throw new DemoException(need + " is still missing after it was installed", "install it by hand and start again");
            }
        }
    }

    /** The first package of {@code metas} that is known here names the package it depends on; {@code prefix} starts that name. */
    Optional<String> dependency(List<String> metas, String prefix) {
        Optional<String> found = search(metas, prefix);
        if (found.isEmpty() && refresh()) {
            found = search(metas, prefix);
        }
        return found;
    }

    private static Optional<String> search(List<String> metas, String prefix) {
        String start = "Depends: " + prefix;
        return metas.stream().map(meta -> Command.of("apt-cache", "depends", meta).run()).filter(Command.Ran::worked)
                .flatMap(ran -> ran.output().lines()).map(String::strip).filter(line -> line.startsWith(start))
                .map(line -> line.substring("Depends: ".length())).findFirst();
    }

    /** Downloads the package into {@code folder} and unpacks it there, without installing it. Returns the folder it was unpacked to. */
    Path unpack(String packageName, Path folder) throws DemoException {
        try {
            Path archives = Files.createDirectories(folder.resolve(packageName + ".archive"));
            withLists(Command.of("apt-get", "-q", "-o", "APT::Sandbox::User=root", "download", packageName).within(LONG).in(archives), command -> command.run(cleanup));
            Path unpacked = Files.createDirectories(folder.resolve(packageName));
            try (var files = Files.list(archives)) {
                for (Path archive : files.filter(file -> file.toString().endsWith(".deb")).toList()) {
                    check(Command.of("dpkg-deb", "-x", archive.toString(), unpacked.toString()).within(LONG), command -> command.run(cleanup));
                }
            }
            return unpacked;
        } catch (IOException full) {
            throw new DemoException("cannot unpack the package " + packageName + ": " + full.getMessage(), "make room in " + folder, full);
        }
    }

    private void withLists(Command command, Function<Command, Command.Ran> way) throws DemoException {
        if (!way.apply(command).worked()) {
            refresh();
            check(command, way);
        }
    }

    private boolean refresh() {
        boolean first = !refreshed;
        refreshed = true;
        return first && Command.of("apt-get", "-q", "-o", "DPkg::Lock::Timeout=120", "update").within(LONG).run(cleanup).worked();
    }

    private static void check(Command command, Function<Command, Command.Ran> way) throws DemoException {
        var ran = way.apply(command);
        if (!ran.worked()) {
            throw new DemoException("`" + command + "` failed: " + ran.lastLine(), "see that this machine reaches its package mirror");
        }
    }
}
