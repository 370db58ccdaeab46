package dev.lamplighter.cli.convert.dnsmasq;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.lamplighter.cli.Arguments;
import dev.lamplighter.cli.Console;
import dev.lamplighter.cli.Flags;
import dev.lamplighter.cli.SourceFile;
import dev.lamplighter.cli.Usage;
import dev.lamplighter.cli.UsageException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** {@code lamplighter import dnsmasq}: settings of ours from dnsmasq's files, its command line, or both. */
public final class ImportDnsmasq {

    private static final String HELP = """
            usage: lamplighter import dnsmasq [FILE…] [--interface NAME] [--output FILE [--force]] [-- WORD…]

              Reads dnsmasq's configuration, files and the words of a command line after --, and prints a lamplighter.yaml that serves the same.
              The words may be a whole line: -- sudo docker run … quay.io/poseidon/dnsmasq -d -q --dhcp-range=…
              What could not be carried over is named by file and line on standard error, and at the end of the file as comments: why, and what to do instead.
              Files that a file names (conf-file, conf-dir, dhcp-hostsfile …) are read as well where they lie in its folder or below.

              --interface NAME  the interface that is served, where no line names one and none of this host has an address in the range
              --output FILE     writes there instead of standard output, never over a file that is there
              --force           writes over it
              --help            prints this

            Exit code: 0 when settings were written, 1 when a file could not be read or written, 2 for a mistake in the command line.
            """;
    private static final Usage USAGE = new Usage("import dnsmasq", HELP, Flags.none().values("interface", "output").switches("force").shorter("o", "output"));
    private static final int MOST_FILES = 1_000;
    private static final int MOST_LINES = 100_000;

    private final Supplier<HostFacts> host;

    public ImportDnsmasq() {
        this(HostFacts::here);
    }

    ImportDnsmasq(Supplier<HostFacts> host) {
        this.host = host;
    }

    /** The exit code; {@code words} come after {@code import dnsmasq}. */
    public int run(List<String> words, Console console) {
        int end = words.indexOf("--");
        List<String> own = end < 0 ? words : words.subList(0, end);
        List<String> line = end < 0 ? List.of() : words.subList(end + 1, words.size());
        return USAGE.run(own, console, arguments -> convert(arguments, line, console));
    }

    private int convert(Arguments arguments, List<String> line, Console console) throws UsageException {
        if (arguments.words().isEmpty() && line.isEmpty()) {
            throw new UsageException("which configuration? Name its file, such as /etc/dnsmasq.conf, or give the command line after --");
        }
        if (arguments.isOn("force") && arguments.value("output").isEmpty()) {
            throw new UsageException("--force is for --output");
        }
        try {
            var remarks = new Remarks();
            var files = new ConfigFiles(console, MOST_FILES, MOST_LINES, remarks);
            var lines = new ArrayList<Line>();
            for (String file : arguments.words()) {
                lines.addAll(files.read(file));
            }
            lines.addAll(files.follow(CommandWords.read(line)));
            var settings = Translation.of(lines, host.get(), arguments.value("interface"), remarks);
            var from = new ArrayList<>(arguments.words());
            if (!line.isEmpty()) {
                from.add("a command line");
            }
            write(SettingsText.of(settings, remarks, String.join(", ", from)), arguments.value("output"), arguments.isOn("force"), console);
            console.err().print(SettingsText.report(remarks));
            return Usage.DONE;
        } catch (SourceFile.Unreadable | CannotWrite failed) {
            console.err().println("lamplighter: " + failed.getMessage());
            return Usage.FAILED;
        }
    }

    private static void write(String text, Optional<String> output, boolean force, Console console) throws CannotWrite {
        if (output.isEmpty()) {
            console.out().writeBytes(text.getBytes(UTF_8));
            console.out().flush();
            return;
        }
        try {
            Path file = Path.of(output.get());
            if (!force) {
                Files.writeString(file, text, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
                return;
            }
            Path beside = Files.createTempFile(file.toAbsolutePath().getParent(), ".lamplighter", ".yaml");
            try {
                Files.writeString(beside, text);
                Files.move(beside, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(beside);
            }
        } catch (FileAlreadyExistsException there) {
            throw new CannotWrite(output.get() + " is there already: name another file, or write over it with --force", there);
        } catch (IOException | InvalidPathException failed) {
            throw new CannotWrite(output.get() + " cannot be written: " + failed.getMessage(), failed);
        }
    }

    private static final class CannotWrite extends Exception {
        CannotWrite(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
