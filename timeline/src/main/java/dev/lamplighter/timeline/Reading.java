package dev.lamplighter.timeline;

import dev.lamplighter.model.Reason;
import dev.lamplighter.model.event.BootEvent.Dhcp;
import dev.lamplighter.model.event.BootEvent.Http;
import dev.lamplighter.model.event.BootEvent.Tftp;
import dev.lamplighter.timeline.Step.Result;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** What an event means in a boot. */
final class Reading {

    static final String ACKNOWLEDGED = "ACK";
    static final String SILENT = "the client is silent";

    private static final String NO_TRANSFER = "tftp-size-only";
    private static final Set<String> SCRIPTS = Set.of("/", "/boot.ipxe", "/boot.ipxe.0", "/ipxe", "/grub");
    private static final Set<String> CONFIGURING = Set.of("/ignition", "/cloud", "/generic", "/nocloud/user-data");
    private static final Set<String> CONFIGS = Set.of("/metadata", "/nocloud/meta-data", "/nocloud/vendor-data", "/nocloud/network-config");
    private static final String HTTP_BOOT = "UefiHttpBoot";

    private Reading() {}

    /** A firmware's or iPXE's question, or that of a system that was booted ({@code plain}). */
    static Step of(Dhcp event, boolean plain) {
        Stage stage = event.ipxe() ? Stage.IPXE : plain ? Stage.SYSTEM : Stage.FIRMWARE;
        String told = event.answered().orElse("no answer") + event.address().map(address -> " " + address).orElse("")
                + event.bootFile().map(file -> ", boot " + file).orElse("");
        boolean refused = event.answered().isEmpty() || (event.reason().isPresent() && !event.answered().equals(Optional.of("NAK")));
        boolean askedOthers = event.answered().isEmpty() && !event.asked().equals("DISCOVER");
        Result result = askedOthers ? Result.BEGUN : refused ? Result.FAILED : event.answered().equals(Optional.of(ACKNOWLEDGED)) ? Result.DONE : Result.BEGUN;
        return new Step(stage, result, event.stamp().wall(), Duration.ZERO, askedOthers ? event.asked() + " to another server" : told, 0, 1,
                result == Result.FAILED ? event.reason() : Optional.empty());
    }

    /** A transfer; EDK2's question for the size alone is none. */
    static Optional<Step> of(Tftp event, Stage reached) {
        if (event.reason().filter(reason -> reason.code().equals(NO_TRANSFER)).isPresent()) {
            return Optional.empty();
        }
        Result result = switch (event.step()) {
            case STARTED -> Result.BEGUN;
            case FINISHED -> Result.DONE;
            case REFUSED, ABORTED -> Result.FAILED;
        };
        Instant began = event.stamp().wall().minus(event.elapsed());
        return Optional.of(new Step(stage(event.file(), reached), result, began, event.elapsed(), event.file(), event.bytes(), 1,
                result == Result.FAILED ? event.reason() : Optional.empty()));
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
            Reason why = event.reason().orElseGet(() -> new Reason("http-" + status, event.path() + " was answered with status " + status));
            return new Step(stage, good ? Result.DONE : Result.FAILED, event.stamp().wall().minus(event.elapsed()), event.elapsed(), event.path(), event.bytes(), 1,
                    good ? Optional.empty() : Optional.of(why));
        });
    }

    private static Optional<Stage> stage(Http event, Stage reached) {
        if (event.method().equals("HEAD")) {
            return Optional.empty();
        }
        String path = event.path();
        if (SCRIPTS.contains(path) && !path.equals("/")) {
            return Optional.of(Stage.SCRIPT);
        }
        if (CONFIGURING.contains(path) || CONFIGS.contains(path)) {
            return Optional.of(Stage.CONFIG);
        }
        if (!path.startsWith("/assets/")) {
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
