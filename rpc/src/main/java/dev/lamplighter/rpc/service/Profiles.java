package dev.lamplighter.rpc.service;

import dev.lamplighter.api.serverpb.ProfileDeleteRequest;
import dev.lamplighter.api.serverpb.ProfileDeleteResponse;
import dev.lamplighter.api.serverpb.ProfileGetRequest;
import dev.lamplighter.api.serverpb.ProfileGetResponse;
import dev.lamplighter.api.serverpb.ProfileListRequest;
import dev.lamplighter.api.serverpb.ProfileListResponse;
import dev.lamplighter.api.serverpb.ProfilePutRequest;
import dev.lamplighter.api.serverpb.ProfilePutResponse;
import dev.lamplighter.store.catalog.Actor;
import dev.lamplighter.store.catalog.Catalog;
import dev.lamplighter.store.catalog.CatalogStore;
import dev.lamplighter.store.catalog.Change;

/** Matchbox's service {@code rpcpb.Profiles}. A put replaces the whole profile, so scripts of its own, which the message cannot name, go with it. */
public final class Profiles {

    private final Storage storage;

    public Profiles(CatalogStore catalog) {
        this.storage = new Storage(catalog, Refusals.MATCHBOX);
    }

    public Answer<ProfilePutResponse> put(ProfilePutRequest asked, Actor by) {
        if (!asked.hasProfile()) {
            return Refusals.empty("profile");
        }
        return storage.change(() -> new Change.PutProfile(Messages.profile(asked.getProfile(), "", "")), ProfilePutResponse.getDefaultInstance(), by);
    }

    public Answer<ProfileGetResponse> get(ProfileGetRequest asked, Actor by) {
        return storage.read(storage.catalog().profileIfReady(asked.getId()), () -> storage.catalog().profile(asked.getId()),
                catalog -> catalog.profile(asked.getId()), profile -> ProfileGetResponse.newBuilder().setProfile(Messages.message(profile)).build());
    }

    public Answer<ProfileDeleteResponse> delete(ProfileDeleteRequest asked, Actor by) {
        return storage.change(() -> new Change.DeleteProfile(asked.getId()), ProfileDeleteResponse.getDefaultInstance(), by);
    }

    public Answer<ProfileListResponse> list(ProfileListRequest asked, Actor by) {
        return storage.list(Catalog::profiles, profiles -> {
            var list = ProfileListResponse.newBuilder();
            profiles.forEach(named -> list.addProfiles(Messages.message(named.profile())));
            return list.build();
        });
    }
}
