package dev.lamplighter.rpc.service;

import dev.lamplighter.api.v1.DeleteTemplateRequest;
import dev.lamplighter.api.v1.DeleteTemplateResponse;
import dev.lamplighter.api.v1.GetTemplateRequest;
import dev.lamplighter.api.v1.GetTemplateResponse;
import dev.lamplighter.api.v1.ListProfilesRequest;
import dev.lamplighter.api.v1.ListProfilesResponse;
import dev.lamplighter.api.v1.ListTemplatesRequest;
import dev.lamplighter.api.v1.ListTemplatesResponse;
import dev.lamplighter.api.v1.PutProfileRequest;
import dev.lamplighter.api.v1.PutProfileResponse;
import dev.lamplighter.api.v1.PutTemplateRequest;
import dev.lamplighter.api.v1.PutTemplateResponse;
import dev.lamplighter.api.v1.TemplateName;
import dev.lamplighter.model.Profile;
import dev.lamplighter.rpc.service.Answer.Done;
import dev.lamplighter.rpc.service.Answer.Later;
import dev.lamplighter.store.StoreException;
import dev.lamplighter.store.catalog.Actor;
import dev.lamplighter.store.catalog.Catalog;
import dev.lamplighter.store.catalog.CatalogStore;
import dev.lamplighter.store.catalog.Change;
import dev.lamplighter.store.catalog.TemplateKind;
import dev.lamplighter.store.catalog.TemplateSummary;
import java.util.List;
import java.util.Optional;

/** Our service {@code lamplighter.v1.Catalog}: templates of every kind, and profiles with all their fields. */
public final class OwnCatalog {

    private final Storage storage;

    public OwnCatalog(CatalogStore catalog) {
        this.storage = new Storage(catalog, Refusals.OWN);
    }

    public Answer<ListTemplatesResponse> listTemplates(ListTemplatesRequest asked, Actor by) {
        Optional<TemplateKind> kind = kind(asked.getKind());
        boolean every = asked.getKind() == dev.lamplighter.api.v1.TemplateKind.TEMPLATE_KIND_UNSPECIFIED;
        if (kind.isEmpty() && !every) {
            return Refusals.empty("kind of templates that is known here");
        }
        List<TemplateKind> kinds = kind.map(List::of).orElseGet(() -> List.of(TemplateKind.values()));
        return new Later<>(() -> {
            try {
                var list = ListTemplatesResponse.newBuilder();
                for (TemplateKind each : kinds) {
                    storage.catalog().templates(each).forEach(template -> list.addTemplates(message(each, template)));
                }
                return new Done<>(list.build());
            } catch (StoreException trouble) {
                return storage.refusals().of(trouble);
            }
        });
    }

    public Answer<GetTemplateResponse> getTemplate(GetTemplateRequest asked, Actor by) {
        return kind(asked.getTemplate().getKind()).<Answer<GetTemplateResponse>>map(kind ->
                storage.read(() -> storage.catalog().content(kind, asked.getTemplate().getName()),
                        content -> GetTemplateResponse.newBuilder().setContent(Messages.octets(content)).build()))
                .orElseGet(OwnCatalog::noKind);
    }

    public Answer<PutTemplateResponse> putTemplate(PutTemplateRequest asked, Actor by) {
        return kind(asked.getTemplate().getKind()).<Answer<PutTemplateResponse>>map(kind ->
                storage.change(() -> new Change.PutTemplate(kind, asked.getTemplate().getName(), Messages.bytes(asked.getContent())),
                        PutTemplateResponse.getDefaultInstance(), by))
                .orElseGet(OwnCatalog::noKind);
    }

    public Answer<DeleteTemplateResponse> deleteTemplate(DeleteTemplateRequest asked, Actor by) {
        return kind(asked.getTemplate().getKind()).<Answer<DeleteTemplateResponse>>map(kind ->
                storage.change(() -> new Change.DeleteTemplate(kind, asked.getTemplate().getName()), DeleteTemplateResponse.getDefaultInstance(), by))
                .orElseGet(OwnCatalog::noKind);
    }

    public Answer<ListProfilesResponse> listProfiles(ListProfilesRequest asked, Actor by) {
        return storage.list(Catalog::profiles, profiles -> {
            var list = ListProfilesResponse.newBuilder();
            profiles.forEach(named -> list.addProfiles(message(named.profile())));
            return list.build();
        });
    }

    public Answer<PutProfileResponse> putProfile(PutProfileRequest asked, Actor by) {
        if (!asked.getProfile().hasProfile()) {
            return Refusals.empty("profile");
        }
        var profile = asked.getProfile();
        return storage.change(() -> new Change.PutProfile(Messages.profile(profile.getProfile(), profile.getIpxeId(), profile.getGrubId())),
                PutProfileResponse.getDefaultInstance(), by);
    }

    private static dev.lamplighter.api.v1.Profile message(Profile profile) {
        return dev.lamplighter.api.v1.Profile.newBuilder()
                .setProfile(Messages.message(profile)).setIpxeId(profile.ipxeId()).setGrubId(profile.grubId()).build();
    }

    private static dev.lamplighter.api.v1.TemplateSummary message(TemplateKind kind, TemplateSummary template) {
        return dev.lamplighter.api.v1.TemplateSummary.newBuilder()
                .setTemplate(TemplateName.newBuilder().setKind(kind(kind)).setName(template.name()))
                .setSize(template.size()).setSha256(Messages.octets(template.sha256())).build();
    }


    private static <A> Answer<A> noKind() {
        return Refusals.empty("kind of template that is known here");
    }

    private static Optional<TemplateKind> kind(dev.lamplighter.api.v1.TemplateKind message) {
        return switch (message) {
            case TEMPLATE_KIND_IGNITION -> Optional.of(TemplateKind.IGNITION);
            case TEMPLATE_KIND_GENERIC -> Optional.of(TemplateKind.GENERIC);
            case TEMPLATE_KIND_CLOUD -> Optional.of(TemplateKind.CLOUD);
            case TEMPLATE_KIND_IPXE -> Optional.of(TemplateKind.IPXE);
            case TEMPLATE_KIND_GRUB -> Optional.of(TemplateKind.GRUB);
            case TEMPLATE_KIND_UNSPECIFIED, UNRECOGNIZED -> Optional.empty();
        };
    }

    private static dev.lamplighter.api.v1.TemplateKind kind(TemplateKind kind) {
        return switch (kind) {
            case IGNITION -> dev.lamplighter.api.v1.TemplateKind.TEMPLATE_KIND_IGNITION;
            case GENERIC -> dev.lamplighter.api.v1.TemplateKind.TEMPLATE_KIND_GENERIC;
            case CLOUD -> dev.lamplighter.api.v1.TemplateKind.TEMPLATE_KIND_CLOUD;
            case IPXE -> dev.lamplighter.api.v1.TemplateKind.TEMPLATE_KIND_IPXE;
            case GRUB -> dev.lamplighter.api.v1.TemplateKind.TEMPLATE_KIND_GRUB;
        };
    }
}
