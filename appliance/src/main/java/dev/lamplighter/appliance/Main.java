package dev.lamplighter.appliance;

import static java.util.stream.Collectors.joining;

import dev.lamplighter.cli.Command;
import dev.lamplighter.cli.Console;
import dev.lamplighter.cli.all.Commands;
import dev.lamplighter.cli.audit.AuditCommand;
import dev.lamplighter.cli.leases.LeasesCommand;
import dev.lamplighter.cli.machines.MachinesCommand;
import dev.lamplighter.demo.Demo;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** The command line: one word says what to do. Flags without a word mean {@code run}, as Matchbox's command line has none. */
public final class Main {

    private static final Command MACHINES = new MachinesCommand(new MachinePlaces());
    private static final Command AUDIT = new AuditCommand(new AuditOfSettings());
    private static final Command LEASES = new LeasesCommand(new LeasesOfSettings());

    private Main() {}

    public static void main(String[] words) {
        int code = execute(List.of(words));
        if (code != 0) {
            System.exit(code);
        }
    }

    private static int execute(List<String> words) {
        String command = words.isEmpty() ? "" : words.getFirst();
        List<String> rest = words.isEmpty() ? List.of() : words.subList(1, words.size());
        return switch (command) {
            case "run" -> RunCommand.execute(rest, System.getenv());
            case "check" -> CheckCommand.execute(rest, System.getenv());
            case "console" -> new ConsoleCommand(Console.ofProcess()).run(rest);
            case "doctor" -> new DoctorCommand(Console.ofProcess(), Clock.systemUTC()).run(rest);
            case "export" -> new ExportCommand(Console.ofProcess()).run(rest);
            case "audit" -> AUDIT.run(rest, Console.ofProcess());
            case "leases" -> LEASES.run(rest, Console.ofProcess());
            case "demo" -> Demo.main(rest);
            case "machines" -> MACHINES.run(rest, Console.ofProcess());
            case "train" -> Training.execute();
            case "version" -> {
                System.out.println(Version.text());
                yield 0;
            }
            case "help", "--help", "-help", "-h" -> {
                System.out.print(usage());
                yield 0;
            }
            case "" -> {
                System.err.print(usage());
                yield 2;
            }
            default -> {
                if (command.equals("explain") && ExplainBoot.isMeant(rest)) {
                    yield new ExplainBoot(Console.ofProcess()).run(rest);
                }
                if (command.startsWith("-")) {
                    yield RunCommand.execute(words, System.getenv());
                }
                Optional<Command> other = Commands.named(command);
                if (other.isPresent()) {
                    yield other.get().run(rest, Console.ofProcess());
                }
                System.err.println("lamplighter: there is no command \"" + command + "\"");
                System.err.print(usage());
                yield 2;
            }
        };
    }

    private static String line(Command command) {
        return "  %-9s %s%n".formatted(command.name(), command.summary());
    }

    private static String usage() {
        String others = Commands.ALL.stream().map(Main::line).collect(joining());
        return """
                usage: lamplighter COMMAND [OPTION…]

                  demo      boots a machine in a lab of its own, and shows each stage (demo --help)
                  run       serves DHCP, TFTP, DNS, HTTP and gRPC (run --help)
                  check     reads the settings, or a folder of groups and profiles, and says what is wrong with them
                  console   prints the address of the console with a token, for the browser
                  doctor    looks at this host, and says what keeps machines from booting and how to mend it
                  export    prints what another DHCP server must be told (export isc|kea|dnsmasq)
                  leases    lists, releases, exports and imports leases
                %s%s%s  version   prints the version
                  help      prints this

                Flags without a command mean run.
                """.formatted(line(MACHINES), line(AUDIT), others);
    }
}
