package dev.lamplighter.rpc.service;

import dev.lamplighter.api.serverpb.GroupDeleteRequest;
import dev.lamplighter.api.serverpb.GroupDeleteResponse;
import dev.lamplighter.api.serverpb.GroupGetRequest;
import dev.lamplighter.api.serverpb.GroupGetResponse;
import dev.lamplighter.api.serverpb.GroupListRequest;
import dev.lamplighter.api.serverpb.GroupListResponse;
import dev.lamplighter.api.serverpb.GroupPutRequest;
import dev.lamplighter.api.serverpb.GroupPutResponse;
import dev.lamplighter.api.storagepb.Group;
import dev.lamplighter.model.Mac;
import dev.lamplighter.model.Reason;
import dev.lamplighter.store.catalog.Actor;
import dev.lamplighter.store.catalog.Catalog;
import dev.lamplighter.store.catalog.CatalogStore;
import dev.lamplighter.store.catalog.Change;
import dev.lamplighter.store.catalog.NamedGroup;
import java.util.Optional;

/** Matchbox's service {@code rpcpb.Groups}. */
public final class Groups {

    private final Storage storage;

    public Groups(CatalogStore catalog) {
        this.storage = new Storage(catalog, Refusals.MATCHBOX);
    }

    public Answer<GroupPutResponse> put(GroupPutRequest asked, Actor by) {
        if (!asked.hasGroup()) {
            return Refusals.empty("group");
        }
        return storage.change(() -> new Change.PutGroup(Messages.group(asked.getGroup())), GroupPutResponse.getDefaultInstance(), by,
                noAddress(asked.getGroup()));
    }

    /** Matchbox takes such a group, too, and then passes it over. */
    private static Optional<Reason> noAddress(Group group) {
        return group.getSelectorMap().entrySet().stream()
                .filter(wanted -> wanted.getKey().equalsIgnoreCase("mac") && Mac.parse(wanted.getValue()).isEmpty())
                .findFirst()
                .map(wanted -> new Reason("group-mac", "wants " + wanted.getKey() + "=" + wanted.getValue() + ", which is no hardware address: this version of it takes no machine"));
    }

    private static Optional<dev.lamplighter.model.Group> inService(Catalog catalog, String file) {
        return catalog.groups().stream().filter(named -> named.file().equals(file)).findFirst().map(NamedGroup::group);
    }

    public Answer<GroupGetResponse> get(GroupGetRequest asked, Actor by) {
        return storage.read(storage.catalog().groupIfReady(asked.getId()), () -> storage.catalog().group(asked.getId()),
                catalog -> inService(catalog, asked.getId() + ".json"), group -> GroupGetResponse.newBuilder().setGroup(Messages.message(group)).build());
    }

    public Answer<GroupDeleteResponse> delete(GroupDeleteRequest asked, Actor by) {
        return storage.change(() -> new Change.DeleteGroup(asked.getId()), GroupDeleteResponse.getDefaultInstance(), by);
    }

    public Answer<GroupListResponse> list(GroupListRequest asked, Actor by) {
        return storage.list(Catalog::groups, groups -> {
            var list = GroupListResponse.newBuilder();
            groups.forEach(named -> list.addGroups(Messages.message(named.group())));
            return list.build();
        });
    }
}
