package dev.lamplighter.rpc.service;

import dev.lamplighter.api.serverpb.SelectGroupRequest;
import dev.lamplighter.api.serverpb.SelectGroupResponse;
import dev.lamplighter.api.serverpb.SelectProfileRequest;
import dev.lamplighter.api.serverpb.SelectProfileResponse;
import dev.lamplighter.model.Labels;
import dev.lamplighter.model.Profile;
import dev.lamplighter.model.Reason;
import dev.lamplighter.rpc.service.Answer.Done;
import dev.lamplighter.rpc.service.Answer.Later;
import dev.lamplighter.store.catalog.Actor;
import dev.lamplighter.store.catalog.Catalog;
import dev.lamplighter.store.catalog.CatalogStore;
import dev.lamplighter.store.catalog.Selection;
import java.util.Map;
import java.util.function.Function;

/** Matchbox's service {@code rpcpb.Select}: what a machine with these labels gets. Labels are compared as they are given. */
public final class Select {

    private final CatalogStore catalog;

    public Select(CatalogStore catalog) {
        this.catalog = catalog;
    }

    public Answer<SelectGroupResponse> group(SelectGroupRequest asked, Actor by) {
        return answer(now -> group(now, asked.getLabelsMap()));
    }

    public Answer<SelectProfileResponse> profile(SelectProfileRequest asked, Actor by) {
        return answer(now -> profile(now, asked.getLabelsMap()));
    }

    /** At once where nothing must be read for it. */
    private <A> Answer<A> answer(Function<Catalog, Answer<A>> ask) {
        return catalog.currentIfReady().map(ask).orElseGet(() -> new Later<>(() -> ask.apply(catalog.current())));
    }

    private static Answer<SelectGroupResponse> group(Catalog now, Map<String, String> labels) {
        return switch (now.match(new Labels(labels))) {
            case Selection.Matched matched -> new Done<>(SelectGroupResponse.newBuilder().setGroup(Messages.message(matched.group())).build());
            case Selection.Unmatched _ -> noGroup();
        };
    }

    private static Answer<SelectProfileResponse> profile(Catalog now, Map<String, String> labels) {
        return switch (now.match(new Labels(labels))) {
            case Selection.Matched matched -> now.profile(matched.group().profile()).<Answer<SelectProfileResponse>>map(Select::found).orElseGet(() ->
                    Refusals.notFound("matchbox: No matching Profile", new Reason("no-profile",
                            "group " + matched.group().id() + " names the profile " + matched.group().profile() + ", which cannot be read or does not exist")));
            case Selection.Unmatched _ -> noGroup();
        };
    }

    private static Answer<SelectProfileResponse> found(Profile profile) {
        return new Done<>(SelectProfileResponse.newBuilder().setProfile(Messages.message(profile)).build());
    }

    private static <A> Answer<A> noGroup() {
        return Refusals.notFound("matchbox: No matching Group", new Reason("no-group", "no group's selectors are all among these labels"));
    }
}
