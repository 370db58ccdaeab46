package dev.lamplighter.render.butane;

import dev.lamplighter.render.butane.Translation.Failed;
import dev.lamplighter.render.butane.Translation.Translated;
import dev.lamplighter.render.ignition.ConfigRules;
import dev.lamplighter.render.ignition.Findings;
import dev.lamplighter.render.ignition.Merge;
import dev.lamplighter.render.ignition.Schema;
import dev.lamplighter.render.ignition.Section;
import dev.lamplighter.render.ignition.SectionWriter;
import dev.lamplighter.render.ignition.Version;
import java.util.List;
import java.util.Optional;

/** Translates Butane documents as CoreOS' {@code butane} 0.29 does. Nothing is thrown, and the work is bounded by the limits. */
public final class Butane {

    private static final String SOURCE_INVALID = "source config is invalid";
    private static final String RESULT_INVALID = "config generated was invalid";

    private static final Failed RHCOS = failed("rhcos variant has been removed; use openshift variant instead: "
            + "https://coreos.github.io/butane/upgrading-openshift/");

    /** OpenShift versions before this one cannot unpack a file. */
    private static final int COMPRESSION = 10;

    private final Dialect dialect;
    private final ButaneOptions options;

    private Butane(Dialect dialect, ButaneOptions options) {
        this.dialect = dialect;
        this.options = options;
    }

    /** Translates a document in UTF-8. */
    public static Translation translate(byte[] yaml, ButaneOptions options) {
        Optional<YamlNode> root;
        Section selection;
        try {
            root = YamlReader.read(yaml, options.limits());
            selection = SourceReader.read(SourceSchema.SELECTION, root, 0, options.limits());
        } catch (YamlProblem e) {
            return failed("Error unmarshaling yaml: " + e.getMessage());
        }
        String variant = selection.textOrEmpty("variant");
        Optional<Version> version = Version.parse(selection.textOrEmpty("version"));
        if (variant.isEmpty()) {
            return failed("error parsing variant; must be specified");
        }
        if (version.isEmpty()) {
            return failed("error parsing version; must be a valid semver");
        }
        Optional<Dialect> dialect = Dialect.find(variant, version.get().toString());
        if (dialect.isEmpty()) {
            boolean removed = variant.equals("rhcos") && version.get().toString().equals("0.1.0");
            return removed ? RHCOS : failed("No translator exists for variant " + variant + " with version " + version.get());
        }
        Translation translation = new Butane(dialect.get(), options).translate(root);
        boolean tolerated = !options.strict() || translation instanceof Failed || translation.report().isEmpty();
        return tolerated ? translation : new Failed(Failed.STRICT, translation.report());
    }

    private static Failed failed(String message) {
        return new Failed(message, List.of());
    }

    private Translation translate(Optional<YamlNode> root) {
        boolean wrapped = dialect.isOpenShift() && !options.raw();
        var report = new Report(root, wrapped ? "spec.config" : "");
        Schema schema = SourceSchema.of(dialect);
        Section source;
        try {
            source = SourceReader.read(schema, root, dialect.minor(), options.limits());
        } catch (YamlProblem e) {
            return failed(e.getMessage());
        }
        root.ifPresent(node -> UnusedKeys.report(node, schema, dialect.minor(), report));
        SourceRules.check(source, dialect, report);
        if (report.hasError()) {
            return new Failed(SOURCE_INVALID, report.entries());
        }
        Section target = target(source, report);
        if (!report.hasError()) {
            Forbidden.check(target, dialect, report);
        }
        if (report.hasError()) {
            return new Failed(SOURCE_INVALID, report.entries());
        }
        var findings = new Findings();
        ConfigRules.check(target, dialect.minor(), findings);
        findings.all().forEach(report::add);
        if (report.hasError()) {
            return new Failed(RESULT_INVALID, report.entries());
        }
        return new Translated(text(source, target, wrapped), report.entries());
    }

    private Section target(Section source, Report report) {
        boolean mayCompress = !dialect.isOpenShift() || dialect.openshift() >= COMPRESSION;
        var files = new LocalFiles(options.filesDir(), options.limits().files());
        Section target = new BaseTranslation(dialect, files, mayCompress, report).translate(source);
        if (report.hasError() || dialect.fcos() < 0) {
            return target;
        }
        if (dialect.fcos() >= 3) {
            target = over(BootDeviceSugar.of(source.part("boot_device"), dialect.minor()), target);
        }
        PartitionAdvice.report(target, report);
        if (dialect.fcos() >= 5) {
            target = over(GrubSugar.of(source.part("grub"), mayCompress), target);
        }
        if (dialect.isOpenShift()) {
            OpenShiftSugar.write(source, target, dialect, options.raw(), report);
        }
        return target;
    }

    /** What was written by hand, over what was made for it. */
    private Section over(Optional<Section> generated, Section written) {
        return generated.map(parent -> Merge.of(parent, written, dialect.minor())).orElse(written);
    }

    private String text(Section source, Section target, boolean wrapped) {
        String json = new SectionWriter(dialect.minor(), false).write(target);
        if (wrapped) {
            return MachineConfig.of(source, json);
        }
        return options.pretty() ? JsonIndent.of(json) : json;
    }
}
