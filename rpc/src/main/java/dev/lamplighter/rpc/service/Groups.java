package dev.lamplighter.rpc.service;

import dev.lamplighter.api.serverpb.GroupDeleteRequest;
import dev.lamplighter.api.serverpb.GroupDeleteResponse;
import dev.lamplighter.api.serverpb.GroupGetRequest;
import dev.lamplighter.api.serverpb.GroupGetResponse;
import dev.lamplighter.api.serverpb.GroupListRequest;
import dev.lamplighter.api.serverpb.GroupListResponse;
import dev.lamplighter.api.serverpb.GroupPutRequest;
import dev.lamplighter.api.serverpb.GroupPutResponse;
import dev.lamplighter.store.catalog.Actor;
import dev.lamplighter.store.catalog.Catalog;
import dev.lamplighter.store.catalog.CatalogStore;
import dev.lamplighter.store.catalog.Change;

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
        return storage.change(() -> new Change.PutGroup(Messages.group(asked.getGroup())), GroupPutResponse.getDefaultInstance(), by);
    }

    public Answer<GroupGetResponse> get(GroupGetRequest asked, Actor by) {
        return storage.read(storage.catalog().groupIfReady(asked.getId()), () -> storage.catalog().group(asked.getId()),
                group -> GroupGetResponse.newBuilder().setGroup(Messages.message(group)).build());
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
