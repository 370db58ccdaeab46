package dev.lamplighter.render.butane;

import dev.lamplighter.render.ignition.Origin;
import dev.lamplighter.render.ignition.Section;
import java.util.List;

/** What OpenShift adds to a configuration, and what its operator cannot do. */
final class OpenShiftSugar {

    private static final String CIPHER = "--cipher";

    /** FIPS 140-2 does not allow the default cipher. */
    private static final String FIPS_CIPHER = "aes-cbc-essiv:sha256";

    private static final List<String> SPEC = List.of("kernel_arguments", "extensions", "fips", "kernel_type");

    private final Section openshift;
    private final Section target;
    private final Dialect dialect;
    private final Report report;

    private OpenShiftSugar(Section openshift, Section target, Dialect dialect, Report report) {
        this.openshift = openshift;
        this.target = target;
        this.dialect = dialect;
        this.report = report;
    }

    static void write(Section source, Section target, Dialect dialect, boolean raw, Report report) {
        var sugar = new OpenShiftSugar(source.part("openshift"), target, dialect, report);
        if (dialect.openshift() < 23 && sugar.openshift.isTrue("fips")) {
            target.part("storage").parts("luks").forEach(OpenShiftSugar::cipher);
        }
        sugar.filesystems();
        sugar.files();
        for (Section user : target.part("passwd").parts("users")) {
            if (!user.textOrEmpty("name").equals("core")) {
                report.errorBehind(user, "name", "users other than \"core\" are not supported in this spec version");
            }
        }
        for (String name : raw ? SPEC : List.<String>of()) {
            if (sugar.openshift.has(name)) {
                report.warning(sugar.openshift, name, "field ignored in raw mode");
            }
        }
    }

    private static void cipher(Section luks) {
        boolean chosen = luks.texts("options").stream().anyMatch(option -> option.equals(CIPHER) || option.startsWith(CIPHER + "=") || option.equals("-c"));
        if (!chosen) {
            Origin fips = new Origin.Source("openshift.fips");
            luks.addText("options", CIPHER, fips);
            luks.addText("options", FIPS_CIPHER, fips);
        }
    }

    private void filesystems() {
        for (Section filesystem : target.part("storage").parts("filesystems")) {
            String format = filesystem.textOrEmpty("format");
            if (format.equals("btrfs")) {
                report.errorBehind(filesystem, "format", "btrfs is not supported in this spec version");
            } else if (format.equals("none") && dialect.openshift() >= 14) {
                report.errorBehind(filesystem, "format", "format \"none\" is not supported in this spec version");
            }
        }
    }

    private void files() {
        for (Section file : target.part("storage").parts("files")) {
            Section contents = file.part("contents");
            if (contents.has("source") && !contents.textOrEmpty("source").startsWith("data:")) {
                report.errorBehind(contents, "source", "file contents source must be data URL in this spec version");
            }
            if (dialect.openshift() >= 10 && (file.whole("mode").orElse(0) & ~0777L) != 0) {
                report.errorBehind(file, "mode", "special mode bits are not supported in this spec version");
            }
        }
    }
}
