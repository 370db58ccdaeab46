package dev.lamplighter.store.catalog;

import dev.lamplighter.model.Bytes;
import dev.lamplighter.model.Group;
import dev.lamplighter.model.Profile;
import dev.lamplighter.model.event.Version;
import dev.lamplighter.store.StoreException;
import dev.lamplighter.store.StoreException.Kind;
import java.util.Optional;

/**
 * What a {@link Change} does to the data folder: {@code name} is a file's ({@code /groups/node1.json}), {@code content} is empty where it
 * goes, and {@code told} is what an audit says of the content.
 */
record FileChange(String name, Optional<Bytes> content, Optional<String> told) {

    /** {@code root} is the data folder, for messages. */
    static FileChange of(Change change, String root, int mostBytes) throws StoreException {
        var file = switch (change) {
            case Change.PutGroup(Group group) -> put(group, root);
            case Change.PutProfile(Profile profile) -> put(profile, root);
            case Change.PutTemplate put -> {
                String name = DataName.managed(put.kind().folder(), put.name(), "open " + root);
                yield new FileChange(name, Optional.of(put.content()), Optional.of(AuditText.of(put.content())));
            }
            case Change.DeleteGroup(String id) -> delete("groups", id + ".json", root);
            case Change.DeleteProfile(String id) -> delete("profiles", id + ".json", root);
            case Change.DeleteTemplate(TemplateKind kind, String name) -> delete(kind.folder(), name, root);
        };
        if (file.content().isPresent() && file.content().get().length() > mostBytes) {
            throw new StoreException(Kind.BAD_OBJECT, "open " + root + file.name() + ": its " + file.content().get().length()
                    + " bytes are more than the " + mostBytes + " of a file here");
        }
        return file;
    }

    private static FileChange put(Group group, String root) throws StoreException {
        if (group.id().isEmpty()) {
            throw new StoreException(Kind.BAD_OBJECT, "Id is required");
        }
        if (group.profile().isEmpty()) {
            throw new StoreException(Kind.BAD_OBJECT, "Group requires a Profile");
        }
        return put("groups", group.id(), ObjectText.of(group), root);
    }

    private static FileChange put(Profile profile, String root) throws StoreException {
        if (profile.id().isEmpty()) {
            throw new StoreException(Kind.BAD_OBJECT, "Id is required");
        }
        return put("profiles", profile.id(), ObjectText.of(profile), root);
    }

    private static FileChange put(String folder, String id, GoJsonWriter.Fields fields, String root) throws StoreException {
        String name = DataName.managed(folder, id + ".json", "open " + root);
        return new FileChange(name, Optional.of(GoJsonWriter.indented(fields)), Optional.of(AuditText.of(fields)));
    }

    private static FileChange delete(String folder, String name, String root) throws StoreException {
        return new FileChange(DataName.managed(folder, name, "remove " + root), Optional.empty(), Optional.empty());
    }

    static StoreException conflict(long expected, long found) {
        return new StoreException(Kind.CONFLICT, "the catalog is at revision " + found + " and not at " + expected
                + " any more: look at it again and repeat the change");
    }

    boolean isGroup() {
        return name.startsWith("/groups/");
    }

    boolean isProfile() {
        return name.startsWith("/profiles/");
    }

    /** What an audit says of {@code before}, which this file held. */
    Version told(Bytes before) {
        return AuditText.version(text(before), Mark.of(before));
    }

    private String text(Bytes before) {
        if (isGroup() && GroupFile.parse(before) instanceof Parsed.Good<Group>(Group good)) {
            return AuditText.of(good);
        }
        if (isProfile() && ProfileFile.parse(before) instanceof Parsed.Good<Profile>(Profile good)) {
            return AuditText.of(good);
        }
        return AuditText.of(before);
    }

    Changed changed(Optional<Version> before) {
        return new Changed(name.substring(1), before, content.map(now -> AuditText.version(told.orElseGet(() -> AuditText.of(now)), Mark.of(now))));
    }
}
