package dev.lamplighter.render.ignition;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

/** What must be true of files, directories and links, which share one tree of paths. */
final class NodeRules {

    private static final int LARGEST_MODE = 07777;
    private static final int SPECIAL_BITS = 07000;

    /** Before this version setuid, setgid and sticky bits do nothing. */
    private static final int SPECIAL_BITS_SINCE = 6;

    private static final Map<String, String> KINDS = Map.of("files", "file", "directories", "directory", "links", "link");

    private final ResourceRules resources;
    private final int minor;
    private final Findings findings;

    NodeRules(ResourceRules resources, int minor, Findings findings) {
        this.resources = resources;
        this.minor = minor;
        this.findings = findings;
    }

    void check(Section storage) {
        Map<String, Integer> links = new HashMap<>();
        storage.parts("links").forEach(link -> links.merge(link.textOrEmpty("path"), 1, Integer::sum));
        for (String kind : List.of("directories", "files", "links")) {
            int at = 0;
            for (Section node : storage.parts(kind)) {
                node(node);
                for (int i = linksAbove(node.textOrEmpty("path"), links); i > 0; i--) {
                    findings.error(storage, kind + "." + at, KINDS.get(kind) + " path includes link in config");
                }
                at++;
            }
        }
        storage.parts("files").forEach(this::file);
        links(storage);
    }

    /** How many links of the file a path leads through. */
    private static int linksAbove(String path, Map<String, Integer> links) {
        int above = 0;
        for (int slash = path.indexOf('/'); slash >= 0 && !links.isEmpty(); slash = path.indexOf('/', slash + 1)) {
            above += links.getOrDefault(path.substring(0, slash), 0);
        }
        return above;
    }

    private void node(Section node) {
        findings.error(node, "path", UnixPath.problem(node.textOrEmpty("path")));
        for (String owner : List.of("user", "group")) {
            Section section = node.part(owner);
            if (section.has("id") && !section.textOrEmpty("name").isEmpty()) {
                findings.error(node, owner, "cannot set both id and name");
            }
        }
        OptionalLong mode = node.whole("mode");
        if (mode.isPresent() && (mode.getAsLong() < 0 || mode.getAsLong() > LARGEST_MODE)) {
            findings.error(node, "mode", "illegal file mode");
        }
        if (minor < SPECIAL_BITS_SINCE && (mode.orElse(0) & SPECIAL_BITS) != 0) {
            findings.warning(node, "mode", "setuid/setgid/sticky bits are not supported or functional in spec versions older than 3.6.0");
        }
    }

    private void file(Section file) {
        resources.check(file.part("contents"));
        file.parts("append").forEach(resources::check);
        if (file.isTrue("overwrite") && !file.part("contents").has("source")) {
            findings.error(file, "overwrite", "overwrite must be false if source is unspecified");
        }
    }

    private void links(Section storage) {
        Set<String> directories = new HashSet<>();
        storage.parts("directories").forEach(directory -> directories.add(directory.textOrEmpty("path")));
        int at = 0;
        for (Section link : storage.parts("links")) {
            String target = link.textOrEmpty("target");
            if (target.isEmpty() && minor >= 3) {
                findings.error(link, "target", "link target is required");
            } else if (link.isTrue("hard")) {
                if (directories.contains(absolute(link.textOrEmpty("path"), target))) {
                    findings.error(storage, "links." + at, "hard link target is a directory");
                }
                owner(link);
            }
            at++;
        }
    }

    private static String absolute(String path, String target) {
        String cleaned = UnixPath.clean(target);
        return cleaned.startsWith("/") ? cleaned : UnixPath.clean(path + "/" + target);
    }

    private void owner(Section link) {
        for (String owner : List.of("user", "group")) {
            for (String name : List.of("id", "name")) {
                if (link.part(owner).has(name)) {
                    findings.warning(link, owner + "." + name, "user/group ignored for hard link");
                }
            }
        }
    }
}
