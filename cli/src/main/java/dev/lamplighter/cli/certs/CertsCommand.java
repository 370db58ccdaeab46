package dev.lamplighter.cli.certs;

import dev.lamplighter.cli.Command;
import dev.lamplighter.cli.Console;
import dev.lamplighter.cli.Usage;
import java.time.Clock;
import java.util.List;

/** {@code lamplighter certs init|check}. */
public final class CertsCommand implements Command {

    private static final String HELP = """
            usage: lamplighter certs init|check [FLAG…]

              init   makes an authority and certificates for the server and its clients (certs init --help)
              check  says which certificate is wrong and why, at a server or in files (certs check --help)
            """;

    private final Clock clock;

    public CertsCommand() {
        this(Clock.systemUTC());
    }

    CertsCommand(Clock clock) {
        this.clock = clock;
    }

    @Override
    public String name() {
        return "certs";
    }

    @Override
    public String summary() {
        return "makes certificates for gRPC (certs init), and says which one is wrong and why (certs check)";
    }

    @Override
    public int run(List<String> words, Console console) {
        String second = words.isEmpty() ? "" : words.getFirst();
        List<String> rest = words.isEmpty() ? List.of() : words.subList(1, words.size());
        return switch (second) {
            case "init" -> CertsInit.USAGE.run(rest, console, new CertsInit(console, clock)::run);
            case "check" -> CertsCheck.USAGE.run(rest, console, new CertsCheck(console, clock)::run);
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
