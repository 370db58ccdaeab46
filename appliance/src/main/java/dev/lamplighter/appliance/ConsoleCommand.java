package dev.lamplighter.appliance;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.lamplighter.appliance.settings.ConsoleSettings;
import dev.lamplighter.appliance.settings.Flags;
import dev.lamplighter.appliance.settings.Merged;
import dev.lamplighter.appliance.settings.Settings;
import dev.lamplighter.appliance.settings.SettingsException;
import dev.lamplighter.cli.Console;
import dev.lamplighter.cli.Usage;
import dev.lamplighter.console.service.Tokens;
import dev.lamplighter.model.HostPort;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.file.AccessDeniedException;
import java.util.List;
import java.util.Optional;

/** {@code lamplighter console}: the address of the console with a token, for the browser. */
final class ConsoleCommand {

    private static final String HELP = """
            usage: lamplighter console [FLAG OF run…]

              Prints the address of the console with a token, to be opened in a browser. Without the token the console of this host may be looked at; changes, and
              what configures machines, need it. The settings are read as run would: they say where the console listens (admin.address).

              --help  prints this

            Exit code: 0 when it was printed, 1 when there is no console or its token cannot be read, 2 for a mistake in settings or command line.
            """;

    private final Console console;

    ConsoleCommand(Console console) {
        this.console = console;
    }

    /** The exit code. */
    int run(List<String> words) {
        if (words.stream().anyMatch(List.of("--help", "-help", "-h")::contains)) {
            console.out().print(HELP);
            return Usage.DONE;
        }
        try {
            Flags flags = Flags.read(words);
            if (!flags.rest().isEmpty()) {
                return refused("\"" + flags.rest().getFirst() + "\" is one word too many (see lamplighter console --help)", Usage.MISTAKE);
            }
            return show(Settings.of(Merged.of(flags, console.environment())).console());
        } catch (SettingsException wrong) {
            return refused(wrong.getMessage(), wrong.exitCode());
        }
    }

    private int show(ConsoleSettings settings) {
        if (settings.address().isEmpty()) {
            return refused("the console is off: set admin.address in the settings (127.0.0.1:8082), or start run with --admin-address 127.0.0.1:8082", Usage.FAILED);
        }
        try {
            Optional<String> token = Tokens.first(settings.tokens());
            if (token.isEmpty()) {
                return refused(settings.tokens() + " has no token yet: the server makes it when it starts with admin.address", Usage.FAILED);
            }
            console.out().println(url(settings) + "#token=" + URLEncoder.encode(token.get(), UTF_8));
            return Usage.DONE;
        } catch (AccessDeniedException denied) {
            return refused(denied.getMessage() + " may not be read by you: run this as root, or as a member of its group", Usage.FAILED);
        } catch (IOException unreadable) {
            return refused("the token cannot be read: " + unreadable.getMessage(), Usage.FAILED);
        }
    }

    private static String url(ConsoleSettings settings) {
        HostPort address = settings.address().orElseThrow();
        boolean everywhere = address.host().isEmpty() || address.host().equals("0.0.0.0") || address.host().equals("::");
        String host = settings.names().isEmpty() ? everywhere ? "127.0.0.1" : address.host() : settings.names().getFirst();
        return (settings.tls().isPresent() ? "https://" : "http://") + new HostPort(host, address.port()) + "/";
    }

    private int refused(String why, int code) {
        console.err().println("lamplighter: " + why);
        return code;
    }
}
