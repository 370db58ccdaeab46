package dev.lamplighter.boot;

import dev.lamplighter.model.Bytes;
import dev.lamplighter.model.Mac;
import dev.lamplighter.model.Profile.NetBoot;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * GRUB's menu for a GRUB that has no HTTP, as the signed one of Linux distributions: kernel and initrds come by TFTP from the server that GRUB
 * itself came from. What iPXE would fill in is filled in here, as far as it is known.
 */
final class TftpMenu {

    /** Sends GRUB on to the menu of the machine that it runs on. */
    static final Bytes CONSTANT = Bytes.utf8("""
            # The same for every machine: the menu of this one is found by its hardware address.
            configfile (tftp)/grub/grub.cfg-01-$net_default_mac
            echo "Lamplighter: $net_default_server has no menu for $net_default_mac. Its log says why. The firmware goes on in 10 s."
            sleep 10
            exit
            """);

    private static final Pattern MACHINE = Pattern.compile("grub/grub\\.cfg-(?:01-)?(.{12,59})");
    private static final Pattern SETTING = Pattern.compile("\\$\\{([^}]*)}");
    private static final Pattern DEVICE = Pattern.compile("(?:https?://[^/]*|\\((?:http|tftp)[^)]*\\))(/.*)");
    private static final String OURS = "/assets/";

    private TftpMenu() {}

    /** The machine whose menu {@code name} is. */
    static Optional<Mac> machine(String name) {
        Matcher matcher = MACHINE.matcher(name);
        return matcher.matches() ? Mac.parse(matcher.group(1)) : Optional.empty();
    }

    static Bytes of(NetBoot boot, Mac mac, Optional<String> token) {
        var menu = new StringBuilder("set default=0\nset timeout=1\nmenuentry 'Lamplighter' {\necho 'Loading the kernel'\nlinux ");
        menu.append(quoted(place(boot.kernel())));
        boot.args().stream().filter(arg -> !arg.startsWith("initrd=")).forEach(arg -> menu.append(' ').append(quoted(filled(arg, mac, token))));
        if (!boot.initrd().isEmpty()) {
            menu.append("\necho 'Loading the initrd'\ninitrd");
            boot.initrd().forEach(initrd -> menu.append(' ').append(quoted(place(InitrdArguments.Image.of(initrd).uri()))));
        }
        return Bytes.utf8(menu.append("\n}\n").toString());
    }

    /** An asset by TFTP, wherever the profile says that it comes from; what is not ours stays as it is. */
    private static String place(String file) {
        Matcher elsewhere = DEVICE.matcher(file);
        String path = elsewhere.matches() ? elsewhere.group(1) : file;
        return path.startsWith(OURS) ? "(tftp)" + path : file;
    }

    private static String filled(String arg, Mac mac, Optional<String> token) {
        return SETTING.matcher(arg).replaceAll(setting -> Matcher.quoteReplacement(setting.group(1).equals("token") ? token.orElse("")
                : setting.group(1).endsWith("mac:hexhyp") ? mac.hyphenated() : setting.group(1).endsWith("mac") ? mac.toString() : ""));
    }

    /** GRUB takes what is between single quotes as it is. */
    private static String quoted(String word) {
        return "'" + word.replace("'", "'\\''") + "'";
    }
}
