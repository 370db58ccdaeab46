package dev.lamplighter.render.butane;

import dev.lamplighter.render.butane.LocalFiles.Refused;
import dev.lamplighter.render.ignition.Merge;
import dev.lamplighter.render.ignition.Origin;
import dev.lamplighter.render.ignition.Section;
import dev.lamplighter.render.ignition.Specification;
import java.util.List;

/** What every variant has in common: resources, keys, units, mount units, trees and quadlets. */
final class BaseTranslation {

    private final Dialect dialect;
    private final LocalFiles files;
    private final boolean mayCompress;
    private final Report report;

    BaseTranslation(Dialect dialect, LocalFiles files, boolean mayCompress, Report report) {
        this.dialect = dialect;
        this.files = files;
        this.mayCompress = mayCompress;
        this.report = report;
    }

    /** The Ignition configuration; it is of no use if the report has an error. */
    Section translate(Section source) {
        var copied = new Section(Specification.CONFIG, "", new Origin.Source(""));
        new Copier(dialect.minor(), this::sugar).copy(source, copied);
        copied.open("ignition", new Origin.Source("ignition"))
                .put("version", Specification.version(dialect.minor()), new Origin.Source("version"));
        Section units = MountUnits.of(source, dialect.minor());
        Section target = units.isEmpty() ? copied : Merge.of(units, copied, dialect.minor());
        var embedding = new Embedding(files, mayCompress, report);
        TreeSugar.write(source, target, embedding);
        QuadletSugar.write(source, target, embedding);
        return target;
    }

    private void sugar(Section source, Section target) {
        if (source.schema() == SourceSchema.RESOURCE || source.schema() == SourceSchema.REFERENCE) {
            resource(source, target);
        } else if (source.schema() == SourceSchema.USER) {
            keys(source, target);
        } else if (!source.textOrEmpty("contents_local").isEmpty()) {
            try {
                String contents = RawText.of(files.local(source.textOrEmpty("contents_local")));
                target.put("contents", contents, Copier.from(source, "contents_local"));
            } catch (Refused e) {
                report.error(source, "contents_local", e.getMessage());
            }
        }
    }

    private void resource(Section source, Section target) {
        for (String name : List.of("local", "inline")) {
            if (source.has(name)) {
                try {
                    String text = source.textOrEmpty(name);
                    embed(name.equals("local") ? files.local(text) : RawText.bytes(text), Copier.from(source, name), target);
                } catch (Refused e) {
                    report.error(source, name, e.getMessage());
                }
            }
        }
    }

    private void embed(byte[] contents, Origin origin, Section target) {
        if (dialect.minor() < 1) {
            target.put("source", "data:" + DataUrls.escaped(contents), origin);
        } else {
            boolean compressed = !target.textOrEmpty("compression").isEmpty();
            DataUrls.Embedded embedded = DataUrls.embed(contents, compressed, mayCompress);
            target.put("source", embedded.url(), origin);
            embedded.compression().ifPresent(compression -> target.put("compression", compression, origin));
        }
    }

    /** One key for each line of each file. */
    private void keys(Section user, Section target) {
        String name = "ssh_authorized_keys_local";
        List<String> locals = user.texts(name);
        if (!locals.isEmpty()) {
            target.mark("sshAuthorizedKeys", Copier.from(user, name));
        }
        for (int i = 0; i < locals.size(); i++) {
            Origin origin = Copier.from(user, name + "." + i);
            try {
                for (String line : RawText.of(files.local(locals.get(i))).split("\r?\n", -1)) {
                    if (!line.isEmpty()) {
                        target.addText("sshAuthorizedKeys", line, origin);
                    }
                }
            } catch (Refused e) {
                report.error(user, files.isOpen() ? name + "." + i : name, e.getMessage());
                if (!files.isOpen()) {
                    return;
                }
            }
        }
    }
}
