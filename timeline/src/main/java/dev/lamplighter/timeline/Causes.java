package dev.lamplighter.timeline;

import dev.lamplighter.model.Reason;
import dev.lamplighter.timeline.Step.Result;
import java.time.Instant;
import java.util.Optional;

/** Why a boot stopped, by the furthest stage that it reached: what was refused counts at once, silence after a while. */
final class Causes {

    private static final int A_LOOP = 3;

    private Causes() {}

    static Optional<Diagnosis> of(Track boot, Instant now) {
        Optional<Diagnosis> loop = loop(boot);
        return loop.isPresent() ? loop : switch (boot.stage()) {
            case FIRMWARE -> refusedOr(boot, Stage.FIRMWARE, now, () -> firmware(boot));
            case LOADER -> loader(boot, now);
            case IPXE -> refusedOr(boot, Stage.IPXE, now, () -> ipxe(boot));
            case SCRIPT -> refusedOr(boot, Stage.SCRIPT, now, () -> script(boot));
            case KERNEL -> refusedOr(boot, Stage.KERNEL, now, Causes::kernel);
            case SYSTEM -> refusedOr(boot, Stage.SYSTEM, now, Causes::system);
            case CONFIG -> refusedOr(boot, Stage.CONFIG, now, Causes::config);
        };
    }

    /** Firmware or iPXE that fetches its boot file again and again, and no script. */
    private static Optional<Diagnosis> loop(Track boot) {
        boolean circles = boot.stage().compareTo(Stage.SCRIPT) < 0 && fetched(boot) >= A_LOOP;
        return circles ? Optional.of(new Diagnosis("ipxe-loop", "it fetched its boot file " + fetched(boot) + " times and never a script",
                "iPXE is told to fetch iPXE: the DHCP server that it asks must give it the script's URL where the user class (option 77) is iPXE, or option 175 is there;"
                        + " `lamplighter export isc` (or kea, dnsmasq) prints how"))
                : Optional.empty();
    }

    private static int fetched(Track boot) {
        return boot.count(Stage.LOADER);
    }

    private interface Sentence {
        Diagnosis get();
    }

    private static Optional<Diagnosis> refusedOr(Track boot, Stage stage, Instant now, Sentence silent) {
        Optional<Reason> refused = boot.failure(stage);
        return refused.isPresent() ? refused.map(Causes::refused) : boot.isSilent(now) ? Optional.of(silent.get()) : Optional.empty();
    }

    private static Diagnosis refused(Reason reason) {
        return new Diagnosis(reason.code(), reason.sentence(), "the sentence names what is missing");
    }

    private static Diagnosis firmware(Track boot) {
        Optional<Step> acknowledged = boot.last(Stage.FIRMWARE, step -> step.what().startsWith(Reading.ACKNOWLEDGED));
        if (acknowledged.isPresent()) {
            return new Diagnosis("loader-never-asked", "it was told what to fetch (" + acknowledged.get().what() + ") and never asked for it",
                    "UDP port 69 (TFTP) or TCP port 8080 (HTTP Boot) is filtered between it and us, or its network has no way here: `lamplighter doctor` looks for such rules");
        }
        String others = boot.otherServer().map(heard -> " Another server was heard: " + heard + ".").orElse("");
        return new Diagnosis("offer-not-taken", "it was offered what to boot, and asked for nothing." + others,
                "another DHCP server may have won: switch off its boot options or it, or serve beside it with dhcp: proxy; else our offers do not reach the machine");
    }

    private static Optional<Diagnosis> loader(Track boot, Instant now) {
        Optional<Step> ended = boot.last(Stage.LOADER, step -> step.result() != Result.BEGUN);
        Optional<Step> died = ended.filter(step -> step.result() == Result.FAILED);
        if (died.isPresent() && died.get().bytes() > 0) {
            return Optional.of(new Diagnosis("transfer-died", died.get().what() + " ended after " + died.get().bytes() + " bytes: " + why(died.get()),
                    "datagrams of that size may not pass on the way (path MTU): set tftp.max-blksize to 1428 or less; or the cable or the machine broke off"));
        }
        if (died.isPresent()) {
            return Optional.of(why(died.get()).startsWith(Reading.SILENT) || isSilence(died.get())
                    ? new Diagnosis("transfer-never-began", died.get().what() + ": nothing came back from the machine after our first packet",
                            "a firewall lets port 69 in and not the port of the transfer: set tftp.single-port, or tftp.ports and open those")
                    : refused(died.get().trouble().orElseThrow()));
        }
        if (!boot.isSilent(now)) {
            return Optional.empty();
        }
        return Optional.of(ended.isPresent()
                ? new Diagnosis("loader-silent", "it fetched " + ended.get().what() + " whole, and has asked for nothing since",
                        "the file may not suit the machine: its architecture, Secure Boot (boot.secure), or a network card without a driver (boot.files: snponly.efi)")
                : new Diagnosis("loader-never-ended", "a transfer began and has not ended", "look at the machine's screen"));
    }

    private static boolean isSilence(Step step) {
        return step.trouble().filter(reason -> reason.code().equals("tftp-silent")).isPresent();
    }

    private static String why(Step step) {
        return step.trouble().map(Reason::sentence).orElse("no reason is known");
    }

    private static Diagnosis ipxe(Track boot) {
        boolean acknowledged = boot.last(Stage.IPXE, step -> step.what().startsWith(Reading.ACKNOWLEDGED)).isPresent();
        return acknowledged
                ? new Diagnosis("script-never-asked", "iPXE was told the URL of its script and never asked for it",
                        "TCP port 8080 is filtered between it and us, or it cannot resolve the name in the URL (boot.name, boot.url)")
                : new Diagnosis("ipxe-offer-not-taken", "iPXE was offered its script and asked for nothing."
                        + boot.otherServer().map(heard -> " Another server was heard: " + heard + ".").orElse(""),
                        "another DHCP server may have won, or our offers do not reach the machine");
    }

    private static Diagnosis script(Track boot) {
        return new Diagnosis("kernel-never-asked", "it has its script (" + boot.last(Stage.SCRIPT, step -> step.result() == Result.DONE).map(Step::what).orElse("?")
                + ") and never asked for a kernel", "the profile's kernel may be a URL of another host that it cannot reach; iPXE's screen says which");
    }

    private static Diagnosis kernel() {
        return new Diagnosis("config-never-asked", "it fetched its kernel, and has asked for nothing since",
                "the kernel may have stopped (no initrd= argument under UEFI, no root file system), its system has no driver for the network card, or the profile's arguments"
                        + " name no configuration (ignition.config.url)");
    }

    private static Diagnosis system() {
        return new Diagnosis("config-never-asked", "its system is up on the network, and has not asked for its configuration",
                "the profile's arguments may name another host (ignition.config.url), or TCP port 8080 is filtered");
    }

    private static Diagnosis config() {
        return new Diagnosis("config-incomplete", "it asked for a part of its configuration, and not for what configures it", "look at the machine's screen");
    }
}
