package dev.lamplighter.cli.remote;

import dev.lamplighter.cli.Command;
import dev.lamplighter.cli.Console;
import dev.lamplighter.cli.Usage;
import dev.lamplighter.cli.UsageException;
import java.util.List;

/** {@code lamplighter delete KIND NAME…}. */
public final class DeleteCommand implements Command {

    private static final String HELP = """
            usage: lamplighter delete KIND NAME… [FLAG…]

              Deletes objects of a server. KIND is groups, profiles, ignition, generic, cloud, ipxe or grub, in the singular as well. What can be deleted is
              deleted; each that cannot is told, also one that is not there.

            """ + RemoteFlags.HELP + Asking.EXIT_CODES;

    @Override
    public String name() {
        return "delete";
    }

    @Override
    public String summary() {
        return "deletes groups, profiles and templates of a server";
    }

    @Override
    public int run(List<String> words, Console console) {
        return new Usage("delete", HELP, RemoteFlags.FLAGS).run(words, console, arguments -> {
            Kind kind = Asking.kind(arguments, "delete");
            var names = Asking.names(arguments);
            if (names.isEmpty()) {
                throw new UsageException("delete needs the names of what is to go, as in lamplighter delete " + kind.folder() + " NAME");
            }
            return Asking.ask(arguments, console, remote -> Asking.forEach(names, console, name -> {
                var item = new Item(kind, name);
                remote.delete(item);
                console.out().println(item + " deleted");
            }));
        });
    }
}
