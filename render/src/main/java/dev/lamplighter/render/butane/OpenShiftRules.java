package dev.lamplighter.render.butane;

import dev.lamplighter.render.ignition.Section;
import java.util.Set;

/** What must be true of a MachineConfig before it is translated. */
final class OpenShiftRules {

    static final String ROLE = "machineconfiguration.openshift.io/role";

    private static final String CEX_ARGUMENT = "rd.luks.key=/etc/luks/cex.key";
    private static final Set<String> KERNELS = Set.of("", "default", "realtime");

    /** The minor version of OpenShift 4 that knows the cryptographic cards of mainframes. */
    private static final int CEX = 19;

    private OpenShiftRules() {}

    static void check(Section source, Dialect dialect, Report report) {
        Section metadata = source.part("metadata");
        if (metadata.textOrEmpty("name").isEmpty()) {
            report.error(metadata, "name", "metadata.name is required");
        }
        if (metadata.part("labels").textOrEmpty(ROLE).isEmpty()) {
            report.error(metadata, "labels", ROLE + " label is required");
        }
        Section openshift = source.part("openshift");
        if (!KERNELS.contains(openshift.textOrEmpty("kernel_type"))) {
            report.error(openshift, "kernel_type", "must be empty, \"default\", or \"realtime\"");
        }
        if (dialect.openshift() >= CEX && !openshift.texts("kernel_arguments").contains(CEX_ARGUMENT)) {
            cex(source, report);
        }
    }

    private static void cex(Section source, Report report) {
        String message = "'" + CEX_ARGUMENT + "' must be set as kernel argument when CEX is enabled for the boot device";
        if (source.part("boot_device").part("luks").part("cex").isTrue("enabled")) {
            report.error("openshift.kernel_arguments", message);
        }
        boolean root = source.part("storage").parts("luks").stream()
                .anyMatch(luks -> luks.part("cex").isTrue("enabled") && luks.textOrEmpty("name").equals("root"));
        if (root) {
            report.error("openshift.kernel_arguments", message);
        }
    }
}
