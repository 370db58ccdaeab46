package dev.lamplighter.cli.remote;

import dev.lamplighter.cli.Arguments;
import dev.lamplighter.cli.Command;
import dev.lamplighter.cli.Console;
import dev.lamplighter.cli.Usage;
import dev.lamplighter.cli.UsageException;
import dev.lamplighter.model.Bytes;
import dev.lamplighter.store.catalog.CatalogFile;
import dev.lamplighter.store.catalog.Parsed;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** {@code lamplighter put KIND -f FILE…}: creates or replaces objects of a server. */
public final class PutCommand implements Command {

    private static final String HELP = """
            usage: lamplighter put KIND -f FILE… [FLAG…]

              Creates objects of a server, or replaces them whole. KIND is groups, profiles, ignition, generic, cloud, ipxe or grub, in the singular as well.
              Groups and profiles are Matchbox's JSON files; templates are put as they are, under the last part of the file's name. All files are read before
              the first is sent.

              -f, --filename FILE       a file, may be given several times; further words are files as well; - is standard input
              --name NAME               the name of a template, instead of its file's
              --strict                  send nothing when a group or a profile has a key that the server does not read (otherwise that is a warning)
            """ + RemoteFlags.HELP + Asking.EXIT_CODES;

    @Override
    public String name() {
        return "put";
    }

    @Override
    public String summary() {
        return "creates or replaces groups, profiles and templates of a server";
    }

    @Override
    public int run(List<String> words, Console console) {
        return new Usage("put", HELP, RemoteFlags.FLAGS.values("filename", "name").switches("strict").shorter("f", "filename")).run(words, console, arguments -> {
            Kind kind = Asking.kind(arguments, "put");
            var files = new ArrayList<>(arguments.values("filename"));
            files.addAll(Asking.names(arguments));
            refuseUnclear(kind, files, arguments);
            var all = new ArrayList<Put>();
            boolean broken = false;
            for (String file : files) {
                String name = arguments.value("name").orElseGet(() -> baseName(file));
                switch (PutFile.isOwnGroup(kind, file) ? new Parsed.Bad<Bytes>(0, 0, PutFile.OWN_GROUP) : content(file, console)) {
                    case Parsed.Bad<Bytes> bad -> broken |= tell(console, file, bad);
                    case Parsed.Good<Bytes>(Bytes content) -> {
                        boolean unknown = warned(console, file, UnknownKeys.of(kind, content));
                        broken |= unknown && arguments.isOn("strict");
                        switch (PutFile.read(kind, name, content)) {
                            case Parsed.Bad<Put> bad -> broken |= tell(console, file, bad);
                            case Parsed.Good<Put>(Put put) -> all.add(put);
                        }
                    }
                }
            }
            if (broken) {
                return Usage.FAILED;
            }
            return Asking.ask(arguments, console, remote -> Asking.forEach(all, console, put -> {
                put.to(remote);
                console.out().println(put.item() + " put");
            }));
        });
    }

    private static void refuseUnclear(Kind kind, List<String> files, Arguments arguments) throws UsageException {
        if (files.isEmpty()) {
            throw new UsageException("put needs a file, as in lamplighter put " + kind.folder() + " -f FILE");
        }
        if (arguments.value("name").isPresent() && (kind.template().isEmpty() || files.size() > 1)) {
            throw new UsageException("--name is for one template; groups and profiles have their id in the file");
        }
        if (files.contains("-") && kind.template().isPresent() && arguments.value("name").isEmpty()) {
            throw new UsageException("a template from standard input needs a --name");
        }
    }

    private static Parsed<Bytes> content(String file, Console console) {
        if (!file.equals("-")) {
            return CatalogFile.content(Path.of(file), PutFile.LARGEST);
        }
        try {
            byte[] content = console.in().readNBytes(PutFile.LARGEST + 1);
            return content.length > PutFile.LARGEST ? new Parsed.Bad<>(0, 0, "is larger than " + PutFile.LARGEST + " bytes")
                    : new Parsed.Good<>(Bytes.owned(content));
        } catch (IOException failed) {
            return new Parsed.Bad<>(0, 0, "cannot be read (" + failed.getMessage() + ")");
        }
    }

    private static String baseName(String file) {
        Path last = Path.of(file).getFileName();
        return last == null ? file : last.toString();
    }

    private static boolean tell(Console console, String file, Parsed.Bad<?> bad) {
        String place = bad.line() == 0 ? " " : ":" + bad.line() + ":" + bad.column() + ": ";
        console.err().println(called(file) + place + Printable.of(bad.message()));
        return true;
    }

    /** Whether there was anything to warn of. */
    private static boolean warned(Console console, String file, List<UnknownKeys.Unknown> keys) {
        keys.forEach(key -> console.err().println(called(file) + ":" + key.line() + ":" + key.column() + ": warning: " + Printable.of(key.message())));
        return !keys.isEmpty();
    }

    private static String called(String file) {
        return file.equals("-") ? "standard input" : Printable.of(file);
    }
}
