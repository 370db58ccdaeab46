package dev.lamplighter.appliance.doctor.host;

import dev.lamplighter.appliance.doctor.Facts.Firewall;
import dev.lamplighter.appliance.doctor.Finding;
import dev.lamplighter.appliance.doctor.firewall.IptablesRules;
import dev.lamplighter.appliance.doctor.firewall.Knock;
import dev.lamplighter.appliance.doctor.firewall.NftRules;
import dev.lamplighter.appliance.doctor.firewall.Ruleset;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Asks nft and iptables-save, whichever there is, for the rules of this host. */
public final class FirewallLook {

    private static final String ABOUT = "firewall";
    private static final Finding NO_TOOL = Finding.warn(ABOUT, "there is neither nft nor iptables-save, so the rules of the firewall were not looked at").run("apt-get install nftables");
    private static final Path LEGACY = Path.of("/proc/net/ip_tables_names");

    private FirewallLook() {}

    public static Firewall look(List<Knock> knocks) {
        Optional<Path> nft = Tool.find("nft");
        Optional<Path> iptables = Tool.find("iptables-save");
        if (nft.isEmpty() && iptables.isEmpty()) {
            return new Firewall(Optional.empty(), NO_TOOL, knocks);
        }
        Ruleset rules = Ruleset.none();
        if (nft.isPresent()) {
            Tool.Said json = Tool.run(nft.get(), "-j", "list", "ruleset");
            Optional<Ruleset> read = json.worked() ? NftRules.read(json.printed(), Tool.run(nft.get(), "-a", "list", "ruleset").printed()) : Optional.empty();
            if (read.isEmpty()) {
                return new Firewall(Optional.empty(), unread("nft", json), knocks);
            }
            rules = read.get();
        }
        if (iptables.isPresent()) {
            Tool.Said saved = Tool.run(iptables.get());
            if (!saved.worked()) {
                return new Firewall(Optional.empty(), unread("iptables-save", saved), knocks);
            }
            rules = IptablesRules.instead(rules, saved.printed());
            Optional<Path> legacy = IptablesRules.isOfNft(saved.printed()) && hasLegacy() ? Tool.find("iptables-legacy-save") : Optional.empty();
            if (legacy.isPresent()) {
                rules = rules.and(IptablesRules.read(Tool.run(legacy.get()).printed(), "iptables-legacy"));
            }
        }
        return new Firewall(Optional.of(rules), NO_TOOL, knocks);
    }

    private static Finding unread(String tool, Tool.Said said) {
        String why = said.complaint().lines().findFirst().orElse("it printed nothing that can be read");
        return Finding.warn(ABOUT, "the rules of the firewall were not looked at: " + tool + " says \"" + why + "\"").run("sudo lamplighter doctor");
    }

    /** Whether the older tables of the kernel are in use, which nft and its iptables do not show. */
    private static boolean hasLegacy() {
        try {
            return Files.isReadable(LEGACY) && !Files.readString(LEGACY).isBlank();
        } catch (IOException unreadable) {
            return false;
        }
    }
}
