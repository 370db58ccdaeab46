package dev.lamplighter.timeline;

import static java.util.Map.entry;

import dev.lamplighter.model.Reason;
import java.util.Map;

/** What to check where a door refused something, by the reason's code. */
final class Checks {

    private static final String SENTENCE = "the sentence names what is missing";

    private static final Map<String, String> CHECKS = Map.ofEntries(
            entry("no-group", "add a group whose selectors are among the machine's labels, or mend the nearest one; `lamplighter explain` shows who matches and why"),
            entry("no-profile", "add \"profile\" to the group"),
            entry("profile-missing", "add the profile's file, or mend its name in the group; `lamplighter check DIR` finds all such"),
            entry("no-boot", "add \"boot\" with a kernel to the profile"),
            entry("no-template", "name the template in the profile, or do not ask for it in the kernel's arguments"),
            entry("template-missing", "add the template's file, or mend its name in the profile; `lamplighter check DIR` finds all such"),
            entry("template-key-missing", "add the key to the group's metadata; `lamplighter check DIR` finds all such before a machine does"),
            entry("template-broken", "mend the template; `lamplighter template` renders it on your desk"),
            entry("template-failed", "mend the template; `lamplighter template` renders it on your desk"),
            entry("metadata-too-large", "take out of the group's metadata what no template needs"),
            entry("ignition-invalid", "mend the line that is named"),
            entry("butane-invalid", "mend the line that is named; `lamplighter butane` translates the file on your desk"),
            entry("butane-machineconfig", "use a Butane variant that makes an Ignition config, not a MachineConfig"),
            entry("cloud-config-invalid", "mend the line that is named"),
            entry("no-such-file", "put the file into the folder of assets (assets.path), or mend its path in the profile"),
            entry("asset-missing", "put the file into the folder of assets (assets.path), or mend its path in the profile"),
            entry("asset-unreadable", "give the file to the user that runs Lamplighter, or let it read it"),
            entry("asset-link-outside", "copy the file into the folder of assets, or set assets.follow-links"),
            entry("unreadable-file", "give the file to the user that runs Lamplighter, or let it read it"),
            entry("assets-off", "set assets.path"),
            entry("boot-file-missing", "put the file into tftp.root, or mend boot.files"),
            entry("boot-not-matched", "add a group that selects the machine by mac or uuid, or set dhcp.answer to all"),
            entry("boot-not-known", "declare the machine (`lamplighter machines adopt`), or set dhcp.answer to all or matched"),
            entry("boot-no-file", "name a boot file for its architecture in boot.files"),
            entry("boot-secure-http", "let the firmware boot by PXE, or put a signed loader of your own beside"),
            entry("dhcp-no-free-address", "make the pool larger or the lease shorter, or release what nobody uses (`lamplighter leases`)"),
            entry("dhcp-store-failed", "the disk under state.path: is it full or read-only? No restart is needed afterwards"),
            entry("dhcp-undeclared", "give the subnet a pool, or declare the machine with an address in it"),
            entry("dhcp-unknown-relay", "declare the relay's subnet in segments"),
            entry("tls", "HTTPS needs a loader that trusts our certificate's authority: see http.cert, or serve plain HTTP for the boot (http.boot-address)"));

    /** Codes that say more of a boot than of a door. */
    private static final Map<String, String> CODES = Map.of("tls", "certificate-refused");

    private Checks() {}

    static String of(Reason reason) {
        return CHECKS.getOrDefault(reason.code(), SENTENCE);
    }

    static String code(Reason reason) {
        return CODES.getOrDefault(reason.code(), reason.code());
    }
}
