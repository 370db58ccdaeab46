package dev.lamplighter.store.catalog;

import dev.lamplighter.model.Bytes;
import dev.lamplighter.model.Group;
import dev.lamplighter.model.Profile;
import dev.lamplighter.store.StoreException;
import dev.lamplighter.store.StoreException.Kind;
import java.util.Optional;

/** What a {@link Change} does to the data folder: {@code name} is a file's ({@code /groups/node1.json}), and {@code content} is empty where it goes. */
record FileChange(String name, Optional<Bytes> content) {

    /** {@code root} is the data folder, for messages. */
    static FileChange of(Change change, String root, int mostBytes) throws StoreException {
        var file = switch (change) {
            case Change.PutGroup(Group group) -> put(group, root);
            case Change.PutProfile(Profile profile) -> put(profile, root);
            case Change.PutTemplate put ->
                new FileChange(DataName.managed(put.kind().folder(), put.name(), "open " + root), Optional.of(put.content()));
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
        String name = DataName.managed("groups", group.id() + ".json", "open " + root);
        return new FileChange(name, Optional.of(GoJsonWriter.indented(ObjectText.of(group))));
    }

    private static FileChange put(Profile profile, String root) throws StoreException {
        if (profile.id().isEmpty()) {
            throw new StoreException(Kind.BAD_OBJECT, "Id is required");
        }
        String name = DataName.managed("profiles", profile.id() + ".json", "open " + root);
        return new FileChange(name, Optional.of(GoJsonWriter.indented(ObjectText.of(profile))));
    }

    private static FileChange delete(String folder, String name, String root) throws StoreException {
        return new FileChange(DataName.managed(folder, name, "remove " + root), Optional.empty());
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

    /** What is told of {@code content} in an audit: an object as one line of JSON if it is short enough, anything else by size and digest. */
    private Optional<String> told(Optional<Bytes> content) {
        return content.map(bytes -> isGroup() || isProfile() ? AuditText.object(bytes, isGroup()) : AuditText.digest(bytes));
    }

    Changed changed(Optional<Bytes> before) {
        return new Changed(name.substring(1), told(before), told(content));
    }
}
