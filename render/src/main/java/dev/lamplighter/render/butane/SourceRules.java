package dev.lamplighter.render.butane;

import dev.lamplighter.render.ignition.EmbeddedConfig;
import dev.lamplighter.render.ignition.Finding;
import dev.lamplighter.render.ignition.Section;
import java.util.List;
import java.util.Optional;

/** What must be true of a document before it is translated. */
final class SourceRules {

    private static final List<String> QUADLETS = List.of(".container", ".volume", ".network", ".kube", ".image", ".build", ".pod", ".artifact");

    private final Dialect dialect;
    private final Report report;

    private SourceRules(Dialect dialect, Report report) {
        this.dialect = dialect;
        this.report = report;
    }

    static void check(Section source, Dialect dialect, Report report) {
        var rules = new SourceRules(dialect, report);
        rules.ignition(source.part("ignition"));
        rules.storage(source.part("storage"));
        rules.systemd(source.part("systemd"));
        if (dialect.fcos() >= 3) {
            BootDeviceRules.check(source, dialect, report);
        }
        if (dialect.fcos() >= 5) {
            source.part("grub").parts("users").forEach(rules::grubUser);
        }
        if (dialect.isOpenShift()) {
            OpenShiftRules.check(source, dialect, report);
        }
    }

    private void ignition(Section ignition) {
        Section config = ignition.part("config");
        config.parts("merge").forEach(this::embedded);
        embedded(config.part("replace"));
        ignition.part("security").part("tls").parts("certificate_authorities").forEach(this::resource);
    }

    /** A configuration that is fetched or embedded. */
    private void embedded(Section resource) {
        if (resource(resource) && resource.has("inline")) {
            switch (EmbeddedConfig.check(resource.textOrEmpty("inline"), dialect.minor())) {
                case EmbeddedConfig.Checked checked -> checked.findings().forEach(this::inside);
                case EmbeddedConfig.OtherVersion _ -> report.warning(resource, "version",
                        "skipping validation for the merge/replace ignition config due to an unkown version");
                case EmbeddedConfig.Unreadable problem -> {
                    report.error("", problem.message());
                    report.error(resource, "inline", "config is not valid");
                }
            }
        }
    }

    private void inside(Finding finding) {
        report.add(finding.severity(), finding.path(), finding.message());
    }

    /** Whether at most one source of a resource is given. */
    private boolean resource(Section resource) {
        List<String> given = List.of("source", "inline", "local").stream().filter(resource::has).toList();
        if (given.size() <= 1) {
            return true;
        }
        Optional<String> last = dialect.minor() < 1 ? Optional.of("inline") : given.stream().filter(name -> !name.equals("local")).findFirst();
        report.error(resource, last.orElse("local"), "only one of the following can be set: inline, local, source");
        return false;
    }

    private void storage(Section storage) {
        storage.parts("directories").forEach(directory -> mode(directory, true));
        for (Section file : storage.parts("files")) {
            mode(file, false);
            resource(file.part("contents"));
            file.parts("append").forEach(this::resource);
        }
        storage.parts("filesystems").forEach(this::filesystem);
        storage.parts("luks").forEach(luks -> resource(luks.part("key_file")));
        for (Section tree : storage.parts("trees")) {
            if (tree.textOrEmpty("local").isEmpty()) {
                report.error(tree, "", "local is required");
            }
        }
    }

    private void mode(Section node, boolean directory) {
        if (node.whole("mode").isPresent() && ModeAdvice.isMistaken(node.whole("mode").getAsLong(), directory)) {
            report.warning(node, "mode", "unreasonable mode would be reasonable if specified in octal; remember to add a leading zero");
        }
    }

    private void filesystem(Section filesystem) {
        if (!filesystem.isTrue("with_mount_unit")) {
            return;
        }
        String format = filesystem.textOrEmpty("format");
        boolean pathNeeded = dialect.minor() < 3 || (!format.isEmpty() && !format.equals("swap"));
        if (format.isEmpty()) {
            report.error(filesystem, "format", "format is required if with_mount_unit is true");
        }
        if (pathNeeded && filesystem.textOrEmpty("path").isEmpty()) {
            report.error(filesystem, "path", "path is required if with_mount_unit is true and format is not swap");
        }
    }

    private void systemd(Section systemd) {
        for (Section unit : systemd.parts("units")) {
            contents(unit);
            unit.parts("dropins").forEach(this::contents);
        }
        systemd.parts("quadlets").forEach(this::quadlet);
    }

    private void contents(Section section) {
        if (section.has("contents") && section.has("contents_local")) {
            report.error(section, "contents_local", "only one of the following can be set: contents, contents_local");
        }
    }

    private void quadlet(Section quadlet) {
        quadlet.parts("dropins").forEach(this::contents);
        if (QUADLETS.stream().noneMatch(quadlet.textOrEmpty("name")::endsWith)) {
            report.error(quadlet, "name", "unsupported file extension for quadlet: must be one of .container, .volume, .network, .kube, .image, .build, "
                    + ".pod, or .artifact");
        } else if (QuadletSugar.template(quadlet.textOrEmpty("name")).isPresent()) {
            for (String name : List.of("contents", "contents_local")) {
                if (quadlet.has(name)) {
                    report.error(quadlet, name, "template instances cannot have contents or contents_local");
                }
            }
        } else {
            contents(quadlet);
        }
    }

    private void grubUser(Section user) {
        for (String name : List.of("name", "password_hash")) {
            if (user.textOrEmpty(name).isEmpty()) {
                report.error(user, name, "field \"" + name + "\" is required");
            }
        }
    }
}
