package dev.lamplighter.boot;

import dev.lamplighter.model.Labels;
import dev.lamplighter.model.Reason;
import dev.lamplighter.render.gotemplate.RequestQuery;
import dev.lamplighter.render.gotemplate.TemplateException;
import dev.lamplighter.store.catalog.NearMiss;
import dev.lamplighter.store.catalog.Selection;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Why a document cannot be had, and what to check. The sentences name files and other groups: they are for the log, never for a client. */
final class Misses {

    static final Reason ASSETS_OFF = new Reason("assets-off", "assets are not served; set the assets path to turn them on");

    private static final int MOST_LABELS = 12;
    private static final int LONGEST_VALUE = 80;

    private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}]");

    private Misses() {}

    static Reason noGroup(Ask asked, List<NearMiss> nearest) {
        String near = nearest.isEmpty() ? "check the selectors in groups/, or add a group without selector for all the others"
                : "nearest: " + nearest.stream().map(Misses::near).collect(Collectors.joining("; "));
        return new Reason("no-group", "no group selects a machine with " + said(asked.selecting()) + leftOut(asked.query()) + "; " + near);
    }

    private static String leftOut(String query) {
        return RequestQuery.leftOut(query)
                .map(pair -> " (" + shortened(UNPRINTABLE.matcher(pair).replaceAll("?")) + " is no hardware address and was left out)").orElse("");
    }

    private static String near(NearMiss miss) {
        return "groups/" + miss.file() + " wants " + miss.key() + "=" + shortened(miss.wants()) + ", but the machine says "
                + miss.had().map(had -> miss.key() + "=" + shortened(had)).orElse("no " + miss.key());
    }

    private static String said(Labels labels) {
        if (labels.values().isEmpty()) {
            return "no labels";
        }
        String some = labels.values().entrySet().stream().limit(MOST_LABELS)
                .map(label -> shortened(label.getKey()) + "=" + shortened(label.getValue()))
                .collect(Collectors.joining(" "));
        return labels.values().size() > MOST_LABELS ? some + " …" : some;
    }

    private static String shortened(String text) {
        return text.length() <= LONGEST_VALUE ? text : text.substring(0, LONGEST_VALUE) + "…";
    }

    static Reason noProfile(Selection.Matched matched) {
        String name = matched.group().profile();
        String group = "groups/" + matched.file();
        return name.isEmpty()
                ? new Reason("no-profile", group + " matches but names no profile; add \"profile\" to it")
                : new Reason("profile-missing", group + " names the profile " + shortened(name) + ", but there is no good profiles/"
                        + shortened(name) + ".json; check that the file is there and that no error is reported for it");
    }

    static Reason noBoot(Selection.Matched matched) {
        return new Reason("no-boot", profile(matched) + " has no boot section; add \"boot\" with a kernel to it");
    }

    static Reason noTemplate(Selection.Matched matched, String key) {
        return new Reason("no-template", profile(matched) + " has no " + key + "; add it, or do not ask for this document");
    }

    static Reason template(Selection.Matched matched, TemplateException failed) {
        return switch (failed.phase()) {
            case PARSE -> new Reason("template-broken", failed.getMessage());
            case EXEC -> failed.missingKey().isPresent()
                    ? new Reason("template-key-missing", failed.getMessage() + "; the metadata and selectors of groups/" + matched.file()
                            + " and the query of the request have no " + shortened(failed.missingKey().get()))
                    : new Reason("template-failed", failed.getMessage() + " (for groups/" + matched.file() + ")");
        };
    }

    static Reason metadataTooLong(Selection.Matched matched) {
        return new Reason("metadata-too-large", "the metadata of groups/" + matched.file() + " make a document that is too long");
    }

    private static String profile(Selection.Matched matched) {
        return "the profile " + shortened(matched.group().profile()) + " of groups/" + matched.file();
    }
}
