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

              --output table|json|yaml  for people (table), or for programs as get prints it
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
        return new Usage("describe", HELP, RemoteFlags.FLAGS.values("output").shorter("o", "output")).run(words, console, arguments -> {
            Kind kind = Asking.kind(arguments, "describe");
            var names = Asking.names(arguments);
            Output output = Output.of(arguments);
            return Asking.ask(arguments, console, remote -> {
                var found = new Looking(remote, console).find(kind, names, true);
                if (output == Output.TABLE) {
                    if (found.count() > 0) {
                        found.shown().describe(console.out());
                    }
                } else {
                    output.print(found, names, console.out());
                }
                return found.code();
            });
        });
    }
}
