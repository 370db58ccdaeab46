package dev.lamplighter.render.ignition;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What must be true of systemd units. */
final class UnitRules {

    private static final List<String> KINDS = List.of(".service", ".socket", ".device", ".mount", ".automount", ".swap", ".target", ".path",
            ".timer", ".snapshot", ".slice", ".scope");

    private UnitRules() {}

    static void check(Section systemd) throws Invalid {
        for (Section unit : systemd.parts("units")) {
            if (!KINDS.contains(extension(unit))) {
                throw unit.invalid("name", "must end in .service, .socket, .mount or another kind of systemd unit");
            }
            contents(unit);
            for (Section dropin : unit.parts("dropins")) {
                if (!extension(dropin).equals(".conf")) {
                    throw dropin.invalid("name", "must end in .conf");
                }
                contents(dropin);
            }
            ConfigRules.distinct(unit, "dropins", dropin -> dropin.textOrEmpty("name"));
        }
        ConfigRules.distinct(systemd, "units", unit -> unit.textOrEmpty("name"));
    }

    private static String extension(Section named) {
        String name = named.textOrEmpty("name");
        int dot = name.lastIndexOf('.');
        return dot < 0 || name.indexOf('/', dot) >= 0 ? "" : name.substring(dot);
    }

    private static void contents(Section section) throws Invalid {
        var problem = UnitText.problem(section.textOrEmpty("contents"));
        if (problem.isPresent()) {
            throw section.invalid("contents", problem.get());
        }
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
