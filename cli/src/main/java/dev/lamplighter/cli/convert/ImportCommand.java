package dev.lamplighter.cli.convert;

import dev.lamplighter.cli.Command;
import dev.lamplighter.cli.Console;
import dev.lamplighter.cli.Usage;
import dev.lamplighter.cli.convert.dnsmasq.ImportDnsmasq;
import java.util.List;

/** {@code lamplighter import dnsmasq}. */
public final class ImportCommand implements Command {

    private static final String HELP = """
            usage: lamplighter import dnsmasq [FILE…] [FLAG…] [-- WORD…]

              dnsmasq  settings from dnsmasq's files or command line (import dnsmasq --help)

            Leases are brought in by lamplighter leases import.
            """;

    @Override
    public String name() {
        return "import";
    }

    @Override
    public String summary() {
        return "makes settings from those of another program (import dnsmasq)";
    }

    @Override
    public int run(List<String> words, Console console) {
        String second = words.isEmpty() ? "" : words.getFirst();
        return switch (second) {
            case "dnsmasq" -> new ImportDnsmasq().run(words.subList(1, words.size()), console);
            case "--help", "-help", "-h" -> {
                console.out().print(HELP);
                yield Usage.DONE;
            }
            default -> {
                console.err().print(HELP);
                yield Usage.MISTAKE;
            }
        };
    }
}
