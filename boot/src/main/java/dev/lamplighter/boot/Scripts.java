package dev.lamplighter.boot;

import dev.lamplighter.model.Bytes;
import dev.lamplighter.model.Profile.NetBoot;
import java.util.List;

/** Boot scripts, octet for octet as Matchbox writes them. Kernel, initrds and arguments go out as they are, nothing is quoted or escaped. */
final class Scripts {

    /** Sends iPXE back with what it knows of the machine. The address is relative, so it works under whatever name we were reached. */
    static final Bytes BOOTSTRAP = Bytes.utf8("""
            #!ipxe
            chain ipxe?uuid=${uuid}&mac=${mac:hexhyp}&domain=${domain}&hostname=${hostname}&serial=${serial}&arch=${buildarch:uristring}
            """);

    private static final String LABELS = BOOTSTRAP.text().lines().skip(1).findFirst().orElseThrow().substring("chain ".length());

    private Scripts() {}

    /** What newer iPXE looks for beside the file that it came from, if it has an address by then or not. */
    static Bytes autoexec(String base) {
        return Bytes.utf8("#!ipxe\nisset ${ip} || dhcp\nchain " + base + "/" + LABELS + "\n");
    }

    /** {@code more} are arguments that the profile lacks. */
    static Bytes ipxe(NetBoot boot, List<String> more) {
        var script = new StringBuilder("#!ipxe\nkernel ").append(boot.kernel());
        boot.args().forEach(arg -> script.append(' ').append(arg));
        more.forEach(arg -> script.append(' ').append(arg));
        script.append('\n');
        boot.initrd().forEach(initrd -> script.append("initrd ").append(initrd).append('\n'));
        return Bytes.utf8(script.append("boot\n").toString());
    }

    static Bytes grub(NetBoot boot) {
        var config = new StringBuilder("default=0\nfallback=1\ntimeout=1\n");
        entry(config, "CoreOS (EFI)", "linuxefi", "initrdefi", boot);
        entry(config, "CoreOS (BIOS)", "linux", "initrd", boot);
        return Bytes.utf8(config.toString());
    }

    private static void entry(StringBuilder config, String title, String linux, String initrd, NetBoot boot) {
        config.append("menuentry \"").append(title).append("\" {\necho \"Loading kernel\"\n");
        config.append(linux).append(" \"").append(boot.kernel()).append('"');
        boot.args().forEach(arg -> config.append(' ').append(arg));
        config.append("\necho \"Loading initrd\"\n").append(initrd).append(' ');
        boot.initrd().forEach(file -> config.append(" \"").append(file).append('"'));
        config.append("\n}\n");
    }
}
