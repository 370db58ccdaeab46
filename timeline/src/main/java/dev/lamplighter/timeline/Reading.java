package dev.lamplighter.timeline;

import dev.lamplighter.model.Reason;
import dev.lamplighter.model.event.BootEvent.Dhcp;
import dev.lamplighter.model.event.BootEvent.Http;
import dev.lamplighter.model.event.BootEvent.Progress;
import dev.lamplighter.model.event.BootEvent.Tftp;
import dev.lamplighter.timeline.Step.Result;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** What an event means in a boot. */
final class Reading {

    static final String ACKNOWLEDGED = "ACK";
    static final String OFFERED = "OFFER";

    private static final String NO_TRANSFER = "tftp-size-only";
    /** What a client asks of another server is heard, and nothing is wrong with it. */
    private static final Set<String> OTHERS = Set.of("dhcp-other-server", "dhcp-proxy", "dhcp-unknown-client");
    /** The machine boots from its disk, as it was told to. */
    private static final Set<String> DISK = Set.of("boot-disk", "boot-menu-disk");
    private static final Set<String> SCRIPTS = Set.of("/boot.ipxe", "/boot.ipxe.0", "/ipxe", "/grub");
    private static final Set<String> CONFIGURING = Set.of("/ignition", "/cloud", "/generic", "/nocloud/user-data");
    private static final Set<String> CONFIGS = Set.of("/metadata", "/nocloud/meta-data", "/nocloud/vendor-data", "/nocloud/network-config");
    private static final String ASSETS = "/assets/";
    private static final String HTTP_BOOT = "UefiHttpBoot";

    private Reading() {}

    /** A firmware's or iPXE's question, or that of a system that was booted ({@code plain}). */
    static Step of(Dhcp event, boolean plain) {
        Stage stage = event.ipxe() ? Stage.IPXE : plain ? Stage.SYSTEM : Stage.FIRMWARE;
        Result result = result(event, plain);
        boolean elsewhere = isElsewhere(event);
        String what = elsewhere
                ? event.asked() + " to " + event.chosen().map(Object::toString).orElse("another server") + event.wanted().map(address -> ", for " + address).orElse("")
                : event.answered().orElse("no answer to " + event.asked()) + event.address().map(address -> " " + address).orElse("")
                        + event.bootFile().map(file -> ", boot " + file).orElse("");
        return new Step(stage, result, event.stamp().wall(), Duration.ZERO, what, 0, 0, 1, result == Result.FAILED || elsewhere ? event.reason() : Optional.empty());
    }

    private static Result result(Dhcp event, boolean plain) {
        if (isElsewhere(event)) {
            return Result.BEGUN;
        }
        // What a system is not told to boot does not concern it.
        boolean refused = event.answered().isEmpty() || (!plain && event.reason().isPresent() && !endsAtDisk(event) && !event.answered().equals(Optional.of("NAK")));
        return refused && !endsAtDisk(event) ? Result.FAILED : event.answered().equals(Optional.of(ACKNOWLEDGED)) ? Result.DONE : Result.BEGUN;
    }

    /** A request of another server, which everybody on the wire hears. */
    static boolean isElsewhere(Dhcp event) {
        return event.answered().isEmpty() && !event.asked().equals("DISCOVER") && event.reason().filter(reason -> OTHERS.contains(reason.code())).isPresent();
    }

    /** Whether the machine was sent to its disk. */
    static boolean endsAtDisk(Dhcp event) {
        return event.reason().filter(reason -> DISK.contains(reason.code())).isPresent();
    }

    /** Whether an offer or acknowledgement gives an address, and not only what to boot. */
    static boolean givesAddress(Step step) {
        return !step.what().equals(OFFERED) && !step.what().startsWith(OFFERED + ",");
    }

    /** EDK2 asks for the size of a file before it fetches it; that is no transfer. */
    static boolean isNone(Tftp event) {
        return event.reason().filter(reason -> reason.code().equals(NO_TRANSFER)).isPresent();
    }

    static Step of(Tftp event, Stage reached) {
        Result result = switch (event.step()) {
            case STARTED -> Result.BEGUN;
            case FINISHED -> Result.DONE;
            case REFUSED, ABORTED -> Result.FAILED;
        };
        return new Step(stage(event.file(), reached), result, event.stamp().wall().minus(event.elapsed()), event.elapsed(), event.file(), event.bytes(), 0, 1,
                result == Result.FAILED ? event.reason() : Optional.empty());
    }

    static Step of(Progress event, Stage reached) {
        Stage stage = event.protocol().equals("tftp") ? stage(event.file(), reached)
                : reached.compareTo(Stage.LOADER) <= 0 ? Stage.LOADER : reached.compareTo(Stage.SYSTEM) >= 0 ? Stage.SYSTEM : Stage.KERNEL;
        return new Step(stage, Result.BEGUN, event.stamp().wall(), Duration.ZERO, event.file(), event.bytes(), event.whole(), 1, Optional.empty());
    }

    private static Stage stage(String file, Stage reached) {
        String name = file.startsWith("/") ? file.substring(1) : file;
        if (name.startsWith("grub/grub.cfg") || name.endsWith("autoexec.ipxe") || name.endsWith("boot.ipxe")) {
            return Stage.SCRIPT;
        }
        return name.startsWith("assets/") || reached.compareTo(Stage.SCRIPT) >= 0 ? Stage.KERNEL : Stage.LOADER;
    }

    /** A request for a thing of the boot; empty for pages that are none. */
    static Optional<Step> of(Http event, Stage reached) {
        return stage(event, reached).map(stage -> {
            int status = event.status().orElse(0);
            boolean good = status >= 200 && status < 400 && event.reason().isEmpty();
            Optional<Reason> why = good ? Optional.empty()
                    : event.reason().or(() -> Optional.of(new Reason("http-" + status, event.path() + " was answered with status " + status)));
            return new Step(stage, good ? Result.DONE : Result.FAILED, event.stamp().wall().minus(event.elapsed()), event.elapsed(), event.path(), event.bytes(), 0, 1, why);
        });
    }

    private static Optional<Stage> stage(Http event, Stage reached) {
        if (event.method().equals("HEAD")) {
            return Optional.empty();
        }
        String path = event.path();
        if (SCRIPTS.contains(path)) {
            return Optional.of(Stage.SCRIPT);
        }
        if (CONFIGURING.contains(path) || CONFIGS.contains(path)) {
            return Optional.of(Stage.CONFIG);
        }
        if (!path.startsWith(ASSETS)) {
            return Optional.empty();
        }
        if (event.userAgent().startsWith(HTTP_BOOT)) {
            return Optional.of(Stage.LOADER);
        }
        return Optional.of(reached.compareTo(Stage.SYSTEM) >= 0 ? Stage.SYSTEM : Stage.KERNEL);
    }

    /** Whether a machine that has this has what configures its system. */
    static boolean configures(Step step) {
        return step.stage() == Stage.CONFIG && step.result() == Result.DONE && CONFIGURING.contains(step.what());
    }
}
