package dev.lamplighter.store.catalog;

import dev.lamplighter.model.Bytes;
import dev.lamplighter.model.Group;
import dev.lamplighter.model.Profile;

/** One thing that is to be changed. A put creates or replaces the whole object; nothing of the old one survives. */
public sealed interface Change {

    record PutGroup(Group group) implements Change {}

    record DeleteGroup(String id) implements Change {}

    record PutProfile(Profile profile) implements Change {}

    record DeleteProfile(String id) implements Change {}

    /** Any content, empty too; it is not looked at. */
    record PutTemplate(TemplateKind kind, String name, Bytes content) implements Change {}

    record DeleteTemplate(TemplateKind kind, String name) implements Change {}
}
