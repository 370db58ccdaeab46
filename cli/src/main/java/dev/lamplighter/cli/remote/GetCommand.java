package dev.lamplighter.cli.remote;

import dev.lamplighter.cli.Command;
import dev.lamplighter.cli.Console;
import dev.lamplighter.cli.Usage;
import java.util.List;

/** {@code lamplighter get KIND [NAME…]}: objects of a server, for people or for programs. */
public final class GetCommand implements Command {

    private static final String HELP = """
            usage: lamplighter get KIND [NAME…] [FLAG…]

              Prints objects of a server: those that are named, or a list of all. KIND is groups, profiles, ignition, generic, cloud, ipxe or grub, in the
              singular as well. A template that is named is printed as it is. Matchbox has no list of templates, and no cloud, ipxe and grub.

              --output table|json|yaml  json and yaml are what put takes; one name gives one object, otherwise it is a list (table)
            """ + RemoteFlags.HELP + Asking.EXIT_CODES;

    @Override
    public String name() {
        return "get";
    }

    @Override
    public String summary() {
        return "prints groups, profiles and templates of a server";
    }

    @Override
    public int run(List<String> words, Console console) {
        return new Usage("get", HELP, RemoteFlags.FLAGS.values("output").shorter("o", "output")).run(words, console, arguments -> {
            Kind kind = Asking.kind(arguments, "get");
            var names = Asking.names(arguments);
            Output output = Output.of(arguments);
            return Asking.ask(arguments, console, remote -> {
                var found = new Looking(remote, console).find(kind, names, false);
                if (output == Output.TABLE) {
                    if (found.count() > 0 || names.isEmpty()) {
                        found.shown().table(console.out());
                    }
                } else {
                    output.print(found, names, console.out());
                }
                return found.code();
            });
        });
    }
}
