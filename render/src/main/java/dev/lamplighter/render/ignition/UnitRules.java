package dev.lamplighter.render.ignition;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What must be true of systemd units. */
final class UnitRules {

    private static final List<String> KINDS = List.of(".service", ".socket", ".device", ".mount", ".automount", ".swap", ".target", ".path",
            ".timer", ".snapshot", ".slice", ".scope");

    private final ConfigRules config;
    private final Findings findings;

    UnitRules(ConfigRules config, Findings findings) {
        this.config = config;
        this.findings = findings;
    }

    void check(Section systemd) {
        for (Section unit : systemd.parts("units")) {
            unit(unit);
        }
        config.distinct(systemd, "units", unit -> unit.textOrEmpty("name"));
    }

    private void unit(Section unit) {
        String name = unit.textOrEmpty("name");
        if (!KINDS.contains(extension(name))) {
            findings.error(unit, "name", "invalid systemd unit extension");
        }
        contents(unit);
        String contents = unit.textOrEmpty("contents");
        if (unit.isTrue("enabled") && !contents.isEmpty() && UnitText.problem(contents).isEmpty() && !UnitText.isInstallable(contents)) {
            findings.warning(unit, "contents", "unit \"" + name + "\" is enabled, but has no install section so enable does nothing");
        }
        for (Section dropin : unit.parts("dropins")) {
            if (!extension(dropin.textOrEmpty("name")).equals(".conf")) {
                findings.error(dropin, "name", "invalid systemd drop-in extension");
            }
            contents(dropin);
        }
        config.distinct(unit, "dropins", dropin -> dropin.textOrEmpty("name"));
    }

    private static String extension(String name) {
        int dot = name.lastIndexOf('.');
        return dot < 0 || name.indexOf('/', dot) >= 0 ? "" : name.substring(dot);
    }

    private void contents(Section section) {
        Optional<String> problem = UnitText.problem(section.textOrEmpty("contents"));
        findings.error(section, "contents", problem.map(text -> "invalid unit content: " + text));
    }

    /** The files that the units of this file are written to. */
    static Set<String> writtenPaths(Section systemd) {
        Set<String> paths = new HashSet<>();
        for (Section unit : systemd.parts("units")) {
            String path = "/etc/systemd/system/" + unit.textOrEmpty("name");
            if (!unit.textOrEmpty("contents").isEmpty()) {
                paths.add(path);
            }
            for (Section dropin : unit.parts("dropins")) {
                if (!dropin.textOrEmpty("contents").isEmpty()) {
                    paths.add(path + ".d/" + dropin.textOrEmpty("name"));
                }
            }
        }
        return paths;
    }
}
