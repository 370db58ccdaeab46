package dev.lamplighter.cli.remote;

import dev.lamplighter.cli.Command;
import dev.lamplighter.cli.Console;
import dev.lamplighter.cli.Usage;
import java.util.List;

/** {@code lamplighter describe KIND [NAME…]}: everything about objects of a server, for people. */
public final class DescribeCommand implements Command {

    private static final String HELP = """
            usage: lamplighter describe KIND [NAME…] [FLAG…]

              Says all about objects of a server: those that are named, or every one. KIND is groups, profiles, ignition, generic, cloud, ipxe or grub, in
              the singular as well. Of a template it says which profiles name it.

            """ + RemoteFlags.HELP + Asking.EXIT_CODES;

    @Override
    public String name() {
        return "describe";
    }

    @Override
    public String summary() {
        return "says all about groups, profiles and templates of a server";
    }

    @Override
    public int run(List<String> words, Console console) {
        return new Usage("describe", HELP, RemoteFlags.FLAGS).run(words, console, arguments -> {
            Kind kind = Asking.kind(arguments, "describe");
            return Asking.ask(arguments, console, remote -> {
                var found = new Looking(remote, console).find(kind, Asking.names(arguments), true);
                if (found.count() > 0) {
                    found.shown().describe(console.out());
                }
                return found.code();
            });
        });
    }
}
