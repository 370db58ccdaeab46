package dev.lamplighter.timeline;

import dev.lamplighter.model.Reason;
import dev.lamplighter.timeline.Step.Result;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Why a boot stopped, by the furthest stage that it reached: a refusal counts when nothing follows it, silence after a while. */
final class Causes {

    /** How long a machine that was refused something has to ask for something else. */
    static final Duration A_MOMENT = Duration.ofSeconds(3);

    private static final int A_LOOP = 3;
    private static final String SILENT = "tftp-silent";
    private static final String BY_CLIENT = "tftp-client-error";
    private static final Set<String> BROKE_OFF = Set.of("client-gone", "client-stalled");
    /** What somebody may have wanted to put there, and could not. */
    private static final Set<String> NOT_PUT = Set.of("no-group", "no-profile", "profile-missing", "no-template", "template-missing");

    private final Refusals refusals;

    /** {@code refusals} are those of clients that wanted to change the catalog. */
    Causes(Refusals refusals) {
        this.refusals = refusals;
    }

    Optional<Diagnosis> of(Track boot, Instant now) {
        Optional<Diagnosis> loop = loop(boot);
        return loop.isPresent() ? loop : switch (boot.stage()) {
            case FIRMWARE -> refusedOr(boot, Stage.FIRMWARE, now, () -> firmware(boot));
            case LOADER -> loader(boot, now);
            case IPXE -> refusedOr(boot, Stage.IPXE, now, () -> ipxe(boot));
            case SCRIPT -> refusedOr(boot, Stage.SCRIPT, now, () -> script(boot));
            case KERNEL -> kernel(boot, now);
            case SYSTEM -> refusedOr(boot, Stage.SYSTEM, now, Causes::system);
            case CONFIG -> refusedOr(boot, Stage.CONFIG, now, Causes::config);
        };
    }

    /** The same boot file again and again, and no script. */
    private static Optional<Diagnosis> loop(Track boot) {
        if (boot.stage().compareTo(Stage.SCRIPT) >= 0) {
            return Optional.empty();
        }
        Map<String, Integer> fetched = boot.steps().stream().filter(step -> step.stage() == Stage.LOADER && step.result() == Result.DONE)
                .collect(Collectors.toMap(Step::what, Step::times, Integer::sum));
        return fetched.entrySet().stream().filter(file -> file.getValue() >= A_LOOP).findFirst()
                .map(file -> new Diagnosis("ipxe-loop", "it fetched " + file.getKey() + " " + file.getValue() + " times and never a script",
                        "iPXE is told to fetch iPXE: the DHCP server that it asks must give it the script's URL where the user class (option 77) is iPXE, or option 175 is"
                                + " there; `lamplighter export isc` (or kea, dnsmasq) prints how"));
    }

    private Optional<Diagnosis> refusedOr(Track boot, Stage stage, Instant now, Supplier<Diagnosis> silent) {
        Optional<Reason> refused = boot.failure(stage);
        if (refused.isPresent()) {
            return boot.isRefused(now) ? refused.map(reason -> refused(boot, reason)) : Optional.empty();
        }
        return boot.isSilent(now) ? Optional.of(silent.get()) : Optional.empty();
    }

    private Diagnosis refused(Track boot, Reason reason) {
        if (NOT_PUT.contains(reason.code())) {
            Optional<String> kept = refusals.before(boot.last());
            if (kept.isPresent()) {
                return new Diagnosis("rpc-refused", reason.sentence() + ". Who may have wanted to put it was refused: " + kept.get(),
                        "mend the client's certificate or rpc.allow, and apply again: `lamplighter certs check --endpoint HOST:8081` says what is wrong with certificates");
            }
        }
        return new Diagnosis(Checks.code(reason), reason.sentence(), Checks.of(reason));
    }

    private static Diagnosis firmware(Track boot) {
        Optional<Step> told = boot.last(Stage.FIRMWARE, step -> step.what().startsWith(Reading.ACKNOWLEDGED));
        Optional<Step> elsewhere = boot.last(Stage.FIRMWARE, Causes::isElsewhere);
        Optional<Step> offered = boot.last(Stage.FIRMWARE, step -> step.what().startsWith(Reading.OFFERED));
        if (told.isPresent()) {
            return neverAsked("it was told what to fetch (" + told.get().what() + ") and never asked for it");
        }
        if (elsewhere.isPresent()) {
            return elsewhere.get().failedBecauseOf("dhcp-proxy") && offered.isPresent()
                    ? neverAsked("it has an address of another server (" + elsewhere.get().what() + "), was told what to boot (" + offered.get().what()
                            + "), and asked for nothing of it")
                    : anotherWon("it took the offer of another server: " + elsewhere.get().what(), boot);
        }
        return offered.filter(offer -> !Reading.givesAddress(offer)).map(offer -> new Diagnosis("no-address", "it was told what to boot (" + offer.what()
                + "), and no server gave it an address that it took." + heard(boot), "the DHCP server of this network: is it running, has it free addresses, do its offers arrive?"))
                .orElseGet(() -> new Diagnosis("offer-not-taken", "it was offered what to boot, and asked for nothing." + heard(boot),
                        "another DHCP server may have won: switch it off here, or its boot options, or serve beside it with dhcp: proxy; else our offers do not reach the machine"));
    }

    private static boolean isElsewhere(Step step) {
        return step.result() == Result.BEGUN && step.trouble().isPresent();
    }

    private static Diagnosis neverAsked(String sentence) {
        return new Diagnosis("loader-never-asked", sentence,
                "UDP ports 69 and 4011 (TFTP, PXE) or TCP port 8080 (HTTP Boot) are filtered between it and us, its network has no way here, or another server's boot options won");
    }

    private static Diagnosis anotherWon(String sentence, Track boot) {
        return new Diagnosis("another-server-won", sentence + "." + heard(boot),
                "two servers lease addresses here: switch the other one off on this network, or serve beside it with dhcp: proxy");
    }

    private static String heard(Track boot) {
        return boot.otherServer().map(sentence -> " Another server was heard: " + sentence + ".").orElse("");
    }

    private Optional<Diagnosis> loader(Track boot, Instant now) {
        Optional<Step> last = boot.last(Stage.LOADER, step -> true);
        Optional<Step> died = last.filter(step -> step.result() == Result.FAILED);
        if (died.isPresent()) {
            return boot.isRefused(now) ? Optional.of(died(boot, died.get())) : Optional.empty();
        }
        if (!boot.isSilent(now)) {
            return Optional.empty();
        }
        return Optional.of(last.filter(step -> step.result() == Result.DONE)
                .map(step -> new Diagnosis("loader-silent", "it fetched " + step.what() + " whole, and has asked for nothing since",
                        "the file may not suit the machine: its architecture, Secure Boot (boot.secure), or a network card without a driver (boot.files: snponly.efi)"))
                .orElseGet(() -> new Diagnosis("loader-never-ended", "a transfer began and has not ended", "look at the machine's screen")));
    }

    private Diagnosis died(Track boot, Step step) {
        String why = step.trouble().map(Reason::sentence).orElse("no reason is known");
        if (step.failedBecauseOf(BY_CLIENT)) {
            return new Diagnosis("loader-refused-by-machine", step.what() + " after " + step.bytes() + " bytes: " + why,
                    "the machine itself ended it: the file may be too large for it, or it wants another TFTP option; boot.files sets another file");
        }
        if (step.bytes() > 0) {
            return new Diagnosis("transfer-died", step.what() + " ended after " + step.bytes() + " bytes: " + why,
                    "datagrams of that size may not pass on the way (path MTU): set tftp.max-blksize to 1428 or less; or the cable or the machine broke off");
        }
        if (step.failedBecauseOf(SILENT)) {
            return new Diagnosis("transfer-never-began", step.what() + ": nothing came back from the machine after our first packet",
                    "a firewall lets port 69 in and not the port of the transfer: set tftp.single-port, or tftp.ports and open those");
        }
        return step.trouble().map(reason -> refused(boot, reason)).orElseGet(() -> new Diagnosis("loader-failed", why, "look at the machine's screen"));
    }

    private static Diagnosis ipxe(Track boot) {
        Optional<Step> told = boot.last(Stage.IPXE, step -> step.what().startsWith(Reading.ACKNOWLEDGED));
        Optional<Step> elsewhere = boot.last(Stage.IPXE, Causes::isElsewhere);
        if (told.isEmpty() && elsewhere.isPresent() && !elsewhere.get().failedBecauseOf("dhcp-proxy")) {
            return anotherWon("iPXE took the offer of another server: " + elsewhere.get().what(), boot);
        }
        return told.isPresent() || elsewhere.isPresent()
                ? new Diagnosis("script-never-asked", "iPXE was told the URL of its script and never asked for it",
                        "TCP port 8080 is filtered between it and us, or it cannot resolve the name in the URL (boot.name, boot.url)")
                : new Diagnosis("ipxe-offer-not-taken", "iPXE was offered its script and asked for nothing." + heard(boot),
                        "another DHCP server may have won, or our offers do not reach the machine");
    }

    private static Diagnosis script(Track boot) {
        return new Diagnosis("kernel-never-asked", "it has its script (" + boot.last(Stage.SCRIPT, step -> step.result() == Result.DONE).map(Step::what).orElse("?")
                + ") and never asked for a kernel", "the profile's kernel may be a URL of another host that it cannot reach, and iPXE's screen says which; a machine whose"
                        + " boot intent is disk goes no further (lamplighter machines)");
    }

    private Optional<Diagnosis> kernel(Track boot, Instant now) {
        Optional<Step> broke = boot.last(Stage.KERNEL, step -> true)
                .filter(step -> step.result() == Result.FAILED && step.trouble().filter(reason -> BROKE_OFF.contains(reason.code())).isPresent());
        if (broke.isPresent()) {
            return boot.isRefused(now) ? Optional.of(new Diagnosis("kernel-broke-off", broke.get().what() + " broke off after " + broke.get().bytes() + " bytes",
                    "the machine may lack memory for it, or its network broke off")) : Optional.empty();
        }
        return refusedOr(boot, Stage.KERNEL, now, () -> new Diagnosis("config-never-asked", "it fetched its kernel, and has asked for nothing since",
                "the kernel may have stopped (no initrd= argument under UEFI, no root file system), its system has no driver for the network card, or the profile's arguments"
                        + " name no configuration (ignition.config.url); where they name none on purpose, all is well"));
    }

    private static Diagnosis system() {
        return new Diagnosis("config-never-asked", "its system is up on the network, and has not asked for its configuration",
                "the profile's arguments may name none or another host (ignition.config.url), or TCP port 8080 is filtered; where they name none on purpose, all is well");
    }

    private static Diagnosis config() {
        return new Diagnosis("config-incomplete", "it asked for a part of its configuration, and not for what configures it", "look at the machine's screen");
    }
}
