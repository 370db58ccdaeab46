package dev.lamplighter.cli.inspect;

import dev.lamplighter.cli.GivenLabels;
import dev.lamplighter.model.Bytes;
import dev.lamplighter.render.butane.Butane;
import dev.lamplighter.render.butane.ButaneOptions;
import dev.lamplighter.render.butane.Entry;
import dev.lamplighter.render.butane.Translation;
import dev.lamplighter.render.gotemplate.FunctionSet;
import dev.lamplighter.render.gotemplate.GoTemplate;
import dev.lamplighter.render.gotemplate.GroupData;
import dev.lamplighter.render.gotemplate.Limits;
import dev.lamplighter.render.gotemplate.TemplateException;
import dev.lamplighter.store.catalog.CatalogStore;
import dev.lamplighter.store.catalog.Template;
import dev.lamplighter.store.catalog.TemplateKind;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What Butane says of the documents that groups make of a template: its warnings too, which a server drops, and every error, of which a
 * server tells the first. The same text is translated once.
 */
final class ButaneRules {

    private final CatalogStore store;
    private final FunctionSet functions;
    private final Report report;
    private final int mostTexts;
    private final Map<Bytes, Translation> known = new LinkedHashMap<>(16, 0.75f, true);

    /** Remembers what became of {@code mostTexts} texts. */
    ButaneRules(CatalogStore store, FunctionSet functions, Report report, int mostTexts) {
        this.store = store;
        this.functions = functions;
        this.report = report;
        this.mostTexts = mostTexts;
    }

    /** Whether a file of this name is a template for Butane rather than Ignition itself. */
    static boolean isButane(String ignitionId) {
        return !ignitionId.isEmpty() && !ignitionId.endsWith(".ign") && !ignitionId.endsWith(".ignition");
    }

    /** Reports what Butane says of the text that the group makes; whether there was an error among it. */
    boolean check(AnyGroup named, String ignitionId, Map<String, String> labels) {
        return switch (store.template(TemplateKind.IGNITION, ignitionId)) {
            case Template.Missing _ -> false;
            case Template.Found found -> {
                try {
                    var group = named.exact().group();
                    var data = GroupData.of(group.metadata(), group.selector(), GivenLabels.query(labels));
                    var text = Bytes.owned(GoTemplate.parse(found.file(), found.content().toArray(), functions).renderBytes(data, Limits.DEFAULT));
                    yield tell(found, text, translation(text), named);
                } catch (TemplateException toldAlready) {
                    yield false;
                }
            }
        };
    }

    private Translation translation(Bytes text) {
        var translation = known.computeIfAbsent(text, absent -> Butane.translate(text.toArray(), ButaneOptions.served()));
        if (known.size() > mostTexts) {
            known.remove(known.keySet().iterator().next());
        }
        return translation;
    }

    private boolean tell(Template.Found found, Bytes text, Translation translation, AnyGroup named) {
        boolean error = false;
        String where = text.equals(found.content()) ? "" : ", in what the template renders to";
        for (Entry entry : translation.report()) {
            String message = entry.message() + (entry.path().isEmpty() ? "" : " (" + entry.path() + ")") + where;
            var spot = new Spot(found.file(), entry.line(), entry.column());
            switch (entry.severity()) {
                case ERROR -> {
                    error = true;
                    report.add(Severity.ERROR, "butane-invalid", spot, message, named.file());
                }
                case WARNING -> report.add(Severity.WARNING, "butane-warning", spot, message, named.file());
                case INFO -> report.add(Severity.NOTE, "butane-note", spot, message, named.file());
            }
        }
        if (translation instanceof Translation.Failed failed && !error) {
            error = true;
            report.add(Severity.ERROR, "butane-invalid", Spot.of(found.file()), failed.message() + where, named.file());
        }
        return error;
    }
}
