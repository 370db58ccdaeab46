package dev.lamplighter.demo;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** The command line of {@code lamplighter demo}. */
public record Options(Client client, boolean install, Duration timeout, boolean keep, boolean unprivileged, boolean help) {

    static final String USAGE = """
            lamplighter demo: watch a machine boot from this appliance, in a lab of network namespaces that vanishes afterwards.

              --client auto|qemu|walk   who boots: a QEMU machine with UEFI firmware, or the built-in client that walks the same way
                                        over the same wire; auto (the default) takes QEMU where it is or can be installed
              --firmware uefi           the firmware of the QEMU machine
              --no-install              install and download nothing; use what is there
              --timeout SECONDS         give up so long after power on (default 180)
              --unprivileged            without root: HTTP on loopback, walked by the built-in client
              --keep                    leave the working folder with its logs
              --help                    print this

            Exit code: 0 if the machine booted or the client walked the whole way, 1 if not, 2 if this command line is wrong.
            """;

    private static final Duration DEFAULT_TIMEOUT = Duration.ofMinutes(3);
    private static final Options DEFAULT = new Options(Client.AUTO, true, DEFAULT_TIMEOUT, false, false, false);

    /** Reads the words after {@code demo}; {@code --name value} and {@code --name=value} are the same. */
    static Options of(List<String> words) throws BadOption {
        Options options = DEFAULT;
        Deque<String> rest = new ArrayDeque<>(words);
        while (!rest.isEmpty()) {
            String word = rest.pop();
            int equals = word.indexOf('=');
            String name = equals < 0 ? word : word.substring(0, equals);
            if (equals >= 0) {
                rest.push(word.substring(equals + 1));
            }
            Options next = switch (name) {
                case "--client" -> options.with(client(value(name, rest)));
                case "--firmware" -> options.withFirmware(value(name, rest));
                case "--timeout" -> options.with(timeout(value(name, rest)));
                case "--no-install" -> new Options(options.client, false, options.timeout, options.keep, options.unprivileged, options.help);
                case "--keep" -> new Options(options.client, options.install, options.timeout, true, options.unprivileged, options.help);
                case "--unprivileged" -> new Options(options.client, options.install, options.timeout, options.keep, true, options.help);
                case "--help", "-h", "-help" -> new Options(options.client, options.install, options.timeout, options.keep, options.unprivileged, true);
                default -> throw new BadOption("there is no option " + word);
            };
            options = next;
        }
        return options;
    }

    private Options with(Client other) {
        return new Options(other, install, timeout, keep, unprivileged, help);
    }

    private Options with(Duration other) {
        return new Options(client, install, other, keep, unprivileged, help);
    }

    private Options withFirmware(String firmware) throws BadOption {
        if (!firmware.equals("uefi")) {
            throw new BadOption("--firmware is uefi, not " + firmware);
        }
        return this;
    }

    private static String value(String name, Deque<String> rest) throws BadOption {
        return Optional.ofNullable(rest.poll()).orElseThrow(() -> new BadOption(name + " needs a value"));
    }

    private static Client client(String value) throws BadOption {
        return switch (value) {
            case "auto" -> Client.AUTO;
            case "qemu" -> Client.QEMU;
            case "walk" -> Client.WALK;
            default -> throw new BadOption("--client is auto, qemu or walk, not " + value);
        };
    }

    private static Duration timeout(String value) throws BadOption {
        if (!value.matches("[1-9][0-9]{0,4}")) {
            throw new BadOption("--timeout is a number of seconds from 1 to 99999, not " + value);
        }
        return Duration.ofSeconds(Long.parseLong(value));
    }

    /** Who boots. */
    public enum Client { AUTO, QEMU, WALK }

    /** The command line is wrong; the message says how. */
    static final class BadOption extends Exception {

        private static final long serialVersionUID = 1;

        BadOption(String what) {
            super(what);
        }
    }
}
