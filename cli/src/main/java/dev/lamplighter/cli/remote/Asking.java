package dev.lamplighter.cli.remote;

import dev.lamplighter.cli.Arguments;
import dev.lamplighter.cli.Console;
import dev.lamplighter.cli.Usage;
import dev.lamplighter.cli.UsageException;
import java.util.List;

/** What the commands of this package have in common: which kind is meant, a server, and failures told one by one. */
final class Asking {

    /** Work on a connection; what fails is thrown. */
    @FunctionalInterface
    interface Work {
        int with(Remote remote) throws CallFailed, UsageException;
    }

    /** Work on one object. */
    @FunctionalInterface
    interface Each<T> {
        void of(T one) throws CallFailed;
    }

    static final String KINDS = "groups, profiles, ignition, generic, cloud, ipxe or grub";

    static final String EXIT_CODES = """

              Exit codes: 0 done; 1 a call failed, an object is missing or a file is broken; 2 the command line is wrong; 3 no server answers, or the
              certificates do not fit.
            """;

    private Asking() {}

    static Kind kind(Arguments arguments, String command) throws UsageException {
        if (arguments.words().isEmpty()) {
            throw new UsageException(command + " needs a kind: " + KINDS);
        }
        String word = arguments.words().getFirst();
        return Kind.parse(word).orElseThrow(() -> new UsageException("\"" + word + "\" is no kind of object; there are " + KINDS));
    }

    /** The words after the kind. */
    static List<String> names(Arguments arguments) {
        return arguments.words().subList(1, arguments.words().size());
    }

    static int ask(Arguments arguments, Console console, Work work) throws UsageException {
        try (var remote = Remote.dial(RemoteFlags.read(arguments, console.environment()))) {
            return work.with(remote);
        } catch (CallFailed failed) {
            tell(console, failed);
            return failed.exitCode();
        }
    }

    /** Does it for all that can be done, and says of each other why not. Ends at once when the connection is gone. */
    static <T> int forEach(List<T> all, Console console, Each<T> each) throws CallFailed {
        int code = Usage.DONE;
        for (T one : all) {
            try {
                each.of(one);
            } catch (CallFailed failed) {
                if (failed.kind() == CallFailed.Kind.UNREACHABLE) {
                    throw failed;
                }
                tell(console, failed);
                code = failed.exitCode();
            }
        }
        return code;
    }

    static void tell(Console console, CallFailed failed) {
        console.err().println("lamplighter: " + failed.getMessage());
    }
}
