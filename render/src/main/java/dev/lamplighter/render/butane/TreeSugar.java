package dev.lamplighter.render.butane;

import dev.lamplighter.render.butane.LocalFiles.Refused;
import dev.lamplighter.render.ignition.Origin;
import dev.lamplighter.render.ignition.Section;
import dev.lamplighter.render.ignition.UnixPath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;

/** Embeds local trees: a file for every file, a link for every link, and a directory for every directory if something is said about them. */
final class TreeSugar {

    private static final long EXECUTABLE = 0755;
    private static final long PLAIN = 0644;

    private final NodeIndex nodes;
    private final Embedding embedding;

    /** One tree, and what is said about it. */
    private record Tree(Section said, Origin origin, String root, String destination) {

        OptionalLong mode(String name) {
            return said.whole(name);
        }

        boolean hasOwner() {
            return !said.part("user").isEmpty() || !said.part("group").isEmpty();
        }
    }

    private TreeSugar(NodeIndex nodes, Embedding embedding) {
        this.nodes = nodes;
        this.embedding = embedding;
    }

    static void write(Section source, Section target, Embedding embedding) {
        List<Section> trees = source.part("storage").parts("trees");
        if (trees.isEmpty()) {
            return;
        }
        Section storage = target.open("storage", new Origin.Source("storage"));
        var sugar = new TreeSugar(new NodeIndex(storage), embedding);
        for (Section tree : trees) {
            sugar.tree(tree);
            if (!embedding.files().isOpen()) {
                return;
            }
        }
    }

    private void tree(Section said) {
        try {
            String root = embedding.files().path(said.textOrEmpty("local"));
            String destination = said.textOrEmpty("path").isEmpty() ? "/" : said.textOrEmpty("path");
            var tree = new Tree(said, Copier.from(said, ""), root, destination);
            if (!Files.exists(Path.of(root))) {
                problem(tree, "stat " + root + ": no such file or directory");
            } else if (!Files.isDirectory(Path.of(root))) {
                problem(tree, "root of tree must be a directory");
            } else {
                walk(tree, Path.of(root), "");
            }
        } catch (Refused e) {
            embedding.report().error(said, "", e.getMessage());
        }
    }

    private void problem(Tree tree, String message) {
        embedding.report().error(tree.said(), "", message);
    }

    private void walk(Tree tree, Path path, String below) {
        String destination = UnixPath.clean(tree.destination() + "/" + below);
        try {
            var attributes = Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            if (attributes.isDirectory()) {
                directory(tree, destination);
                try (var children = Files.list(path)) {
                    for (Path child : children.sorted(Comparator.comparing(each -> each.getFileName().toString())).toList()) {
                        walk(tree, child, below.isEmpty() ? child.getFileName().toString() : below + "/" + child.getFileName());
                    }
                }
            } else if (attributes.isRegularFile()) {
                file(tree, path, destination);
            } else if (attributes.isSymbolicLink()) {
                link(tree, destination, Files.readSymbolicLink(path).toString());
            } else {
                problem(tree, "trees may only contain files, directories, and symlinks");
            }
        } catch (IOException e) {
            problem(tree, "open " + path + ": " + LocalFiles.reason(e));
        } catch (Refused e) {
            problem(tree, e.getMessage());
        }
    }

    private void directory(Tree tree, String destination) {
        if (tree.mode("dir_mode").isEmpty() && !tree.hasOwner()) {
            return;
        }
        if (nodes.exists(destination)) {
            problem(tree, Embedding.EXISTS);
        } else {
            owned(tree, nodes.add("directories", destination, tree.origin()))
                    .put("mode", tree.mode("dir_mode").orElse(EXECUTABLE), tree.origin());
        }
    }

    private void file(Tree tree, Path path, String destination) throws IOException, Refused {
        var known = nodes.find("files", destination);
        boolean full = known.filter(file -> !file.part("contents").textOrEmpty("source").isEmpty()).isPresent();
        if (full || (known.isEmpty() && nodes.exists(destination))) {
            problem(tree, Embedding.EXISTS);
            return;
        }
        byte[] contents = embedding.files().contents(path.toString());
        Section file = known.orElseGet(() -> owned(tree, nodes.add("files", destination, tree.origin())));
        embedding.embed(contents, tree.origin(), file);
        boolean executable = Files.getPosixFilePermissions(path).stream().anyMatch(right -> right.name().endsWith("_EXECUTE"));
        Embedding.mode(file, tree.mode("file_mode").orElse(executable ? EXECUTABLE : PLAIN), tree.origin());
    }

    private void link(Tree tree, String destination, String to) {
        var known = nodes.find("links", destination);
        boolean full = known.filter(link -> !link.textOrEmpty("target").isEmpty()).isPresent();
        if (full || (known.isEmpty() && nodes.exists(destination))) {
            problem(tree, Embedding.EXISTS);
            return;
        }
        known.orElseGet(() -> owned(tree, nodes.add("links", destination, tree.origin()))).put("target", to, tree.origin());
    }

    private static Section owned(Tree tree, Section node) {
        for (String owner : List.of("user", "group")) {
            Section said = tree.said().part(owner);
            for (String name : List.of("id", "name")) {
                said.value(name).ifPresent(value -> node.open(owner, tree.origin()).put(name, value, tree.origin()));
            }
        }
        return node;
    }
}
