package dev.lamplighter.render.butane;

import dev.lamplighter.render.butane.LocalFiles.Refused;
import dev.lamplighter.render.ignition.Origin;
import dev.lamplighter.render.ignition.Section;
import dev.lamplighter.render.ignition.UnixPath;
import java.util.List;
import java.util.Optional;

/** Writes quadlets where Podman looks for them (podman-systemd.unit), an instance of a template as a link to the template. */
final class QuadletSugar {

    private static final String ROOTFUL = "/etc/containers/systemd";
    private static final String ROOTLESS = "/etc/containers/systemd/users";

    private final NodeIndex nodes;
    private final Embedding embedding;

    private QuadletSugar(NodeIndex nodes, Embedding embedding) {
        this.nodes = nodes;
        this.embedding = embedding;
    }

    static void write(Section source, Section target, Embedding embedding) {
        List<Section> quadlets = source.part("systemd").parts("quadlets");
        if (quadlets.isEmpty()) {
            return;
        }
        Section storage = target.open("storage", new Origin.Source("systemd.quadlets"));
        var sugar = new QuadletSugar(new NodeIndex(storage), embedding);
        quadlets.forEach(sugar::quadlet);
    }

    private void quadlet(Section quadlet) {
        String name = quadlet.textOrEmpty("name");
        String path = UnixPath.clean((quadlet.isTrue("rootful") ? ROOTFUL : ROOTLESS) + "/" + name);
        Optional<String> template = template(name);
        if (template.isPresent()) {
            link(quadlet, path, template.get());
        } else {
            file(quadlet, path);
        }
        for (Section dropin : quadlet.parts("dropins")) {
            file(dropin, path + ".d/" + dropin.textOrEmpty("name"));
        }
    }

    /** The template that an instance such as {@code app@1.container} is made of; empty if it is none. */
    static Optional<String> template(String name) {
        int at = name.indexOf('@');
        int dot = name.lastIndexOf('.');
        return at < 0 || dot < 0 || at + 1 == dot ? Optional.empty() : Optional.of(name.substring(0, at) + "@." + name.substring(dot + 1));
    }

    private void link(Section quadlet, String path, String template) {
        Origin origin = Copier.from(quadlet, "");
        if (nodes.exists(path)) {
            embedding.report().error(quadlet, "", Embedding.EXISTS);
            return;
        }
        nodes.add("links", path, origin).put("target", template, origin).mark("path", Copier.from(quadlet, "name"));
    }

    private void file(Section said, String path) {
        if (nodes.exists(path)) {
            embedding.report().error(said, "", Embedding.EXISTS);
            return;
        }
        boolean local = !said.textOrEmpty("contents_local").isEmpty() && said.textOrEmpty("contents").isEmpty();
        String name = local ? "contents_local" : "contents";
        Section file = nodes.add("files", path, Copier.from(said, ""));
        file.mark("path", Copier.from(said, "name"));
        try {
            byte[] contents = local ? embedding.files().local(said.textOrEmpty(name)) : RawText.bytes(said.textOrEmpty(name));
            embedding.embed(contents, Copier.from(said, name), file);
            Embedding.mode(file, Copier.from(said, ""));
        } catch (Refused e) {
            embedding.report().error(said, name, e.getMessage());
        }
    }
}
