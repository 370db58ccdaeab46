package dev.lamplighter.appliance;

import dev.lamplighter.demo.Demo;
import java.util.List;

/** The command line: one word says what to do. Flags without a word mean {@code run}, as Matchbox's command line has none. */
public final class Main {

    private static final String USAGE = """
            usage: lamplighter COMMAND [OPTION…]

              demo     boots a machine in a lab of its own, and shows each stage (demo --help)
              run      serves DHCP, TFTP, DNS and HTTP (run --help)
              check    reads the settings and says what is wrong with them; --effective prints them all
              version  prints the version
              help     prints this

            Flags without a command mean run.
            """;

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
            case "demo" -> Demo.main(rest);
            case "train" -> Training.execute();
            case "version" -> {
                System.out.println(Version.text());
                yield 0;
            }
            case "help", "--help", "-help", "-h" -> {
                System.out.print(USAGE);
                yield 0;
            }
            case "" -> {
                System.err.print(USAGE);
                yield 2;
            }
            default -> {
                if (command.startsWith("-")) {
                    yield RunCommand.execute(words, System.getenv());
                }
                System.err.println("lamplighter: there is no command \"" + command + "\"");
                System.err.print(USAGE);
                yield 2;
            }
        };
    }
}
