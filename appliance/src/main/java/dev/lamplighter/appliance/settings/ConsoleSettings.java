package dev.lamplighter.appliance.settings;

import dev.lamplighter.model.HostPort;
import dev.lamplighter.model.IpAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The console over TCP.
 *
 * @param address where it listens; empty where there is none
 * @param tokens the file of tokens
 * @param names under which browsers ask for it, beside those that it has anyway
 */
public record ConsoleSettings(Optional<HostPort> address, Path tokens, List<String> names, Optional<Settings.Tls> tls) {

    private static final String TOKENS = "admin.token";

    public ConsoleSettings {
        names = List.copyOf(names);
    }

    static ConsoleSettings of(Merged merged, Folders folders) throws SettingsException {
        Path tokens = merged.get(Keys.ADMIN_TOKENS).text().isBlank() ? Values.path(merged.get(Keys.STATE_PATH), "state.path").resolve(TOKENS)
                : Values.path(merged.get(Keys.ADMIN_TOKENS), "admin.token-file");
        List<String> names = Values.domains(merged.get(Keys.ADMIN_NAMES), "admin.names").stream().map(name -> name.toLowerCase(Locale.ROOT)).toList();
        Given written = merged.get(Keys.ADMIN_ADDRESS);
        if (written.text().isBlank()) {
            return new ConsoleSettings(Optional.empty(), tokens, names, Optional.empty());
        }
        HostPort address = Values.hostPort(written, "admin.address");
        boolean encrypted = !merged.get(Keys.ADMIN_CERT).text().isBlank();
        if (!encrypted && !isLoopback(address)) {
            throw SettingsException.at(written.origin(), "admin.address", address + " is reached from elsewhere, where the console speaks TLS only:"
                    + " set admin.cert and admin.key, or listen on 127.0.0.1:" + address.port());
        }
        return new ConsoleSettings(Optional.of(address), tokens, names,
                encrypted ? Optional.of(new Settings.Tls(folders.file(Keys.ADMIN_CERT), folders.file(Keys.ADMIN_KEY))) : Optional.empty());
    }

    /** Whether only this host reaches it. */
    public static boolean isLoopback(HostPort address) {
        return address.host().equals("localhost") || IpAddress.parse(address.host()).filter(ip -> ip.toInetAddress().isLoopbackAddress()).isPresent();
    }
}
