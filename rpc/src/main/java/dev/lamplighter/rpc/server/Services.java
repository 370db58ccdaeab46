package dev.lamplighter.rpc.server;

import com.google.protobuf.MessageLite;
import com.google.protobuf.Parser;
import dev.lamplighter.api.health.HealthCheckRequest;
import dev.lamplighter.api.health.HealthGrpc;
import dev.lamplighter.api.rpcpb.GenericGrpc;
import dev.lamplighter.api.rpcpb.GroupsGrpc;
import dev.lamplighter.api.rpcpb.IgnitionGrpc;
import dev.lamplighter.api.rpcpb.ProfilesGrpc;
import dev.lamplighter.api.rpcpb.SelectGrpc;
import dev.lamplighter.api.serverpb.GenericDeleteRequest;
import dev.lamplighter.api.serverpb.GenericGetRequest;
import dev.lamplighter.api.serverpb.GenericPutRequest;
import dev.lamplighter.api.serverpb.GroupDeleteRequest;
import dev.lamplighter.api.serverpb.GroupGetRequest;
import dev.lamplighter.api.serverpb.GroupListRequest;
import dev.lamplighter.api.serverpb.GroupPutRequest;
import dev.lamplighter.api.serverpb.IgnitionDeleteRequest;
import dev.lamplighter.api.serverpb.IgnitionGetRequest;
import dev.lamplighter.api.serverpb.IgnitionPutRequest;
import dev.lamplighter.api.serverpb.ProfileDeleteRequest;
import dev.lamplighter.api.serverpb.ProfileGetRequest;
import dev.lamplighter.api.serverpb.ProfileListRequest;
import dev.lamplighter.api.serverpb.ProfilePutRequest;
import dev.lamplighter.api.serverpb.SelectGroupRequest;
import dev.lamplighter.api.serverpb.SelectProfileRequest;
import dev.lamplighter.api.v1.CatalogGrpc;
import dev.lamplighter.api.v1.DeleteTemplateRequest;
import dev.lamplighter.api.v1.GetTemplateRequest;
import dev.lamplighter.api.v1.ListProfilesRequest;
import dev.lamplighter.api.v1.ListTemplatesRequest;
import dev.lamplighter.api.v1.PutProfileRequest;
import dev.lamplighter.api.v1.PutTemplateRequest;
import dev.lamplighter.rpc.service.Call;
import dev.lamplighter.rpc.service.Groups;
import dev.lamplighter.rpc.service.Health;
import dev.lamplighter.rpc.service.OwnCatalog;
import dev.lamplighter.rpc.service.Profiles;
import dev.lamplighter.rpc.service.Select;
import dev.lamplighter.rpc.service.Templates;
import dev.lamplighter.store.catalog.CatalogStore;
import io.grpc.MethodDescriptor;
import io.grpc.ServerServiceDefinition;
import java.util.List;
import java.util.Set;

/** Every service with every method. */
final class Services {

    private final CatalogStore catalog;
    private final Surroundings around;

    Services(CatalogStore catalog, Surroundings around) {
        this.catalog = catalog;
        this.around = around;
    }

    /** The names of the services that a client may ask the health of. */
    static Set<String> names() {
        return Set.of(GroupsGrpc.SERVICE_NAME, ProfilesGrpc.SERVICE_NAME, IgnitionGrpc.SERVICE_NAME, GenericGrpc.SERVICE_NAME, SelectGrpc.SERVICE_NAME,
                CatalogGrpc.SERVICE_NAME);
    }

    List<ServerServiceDefinition> all(Health health, HealthWatch watch) {
        return List.of(groups(), profiles(), ignition(), generic(), select(), own(), health(health, watch));
    }

    private ServerServiceDefinition groups() {
        var groups = new Groups(catalog);
        return new Definition(GroupsGrpc.SERVICE_NAME)
                .with(GroupsGrpc.getGroupPutMethod(), GroupPutRequest.parser(), groups::put)
                .with(GroupsGrpc.getGroupGetMethod(), GroupGetRequest.parser(), groups::get)
                .with(GroupsGrpc.getGroupDeleteMethod(), GroupDeleteRequest.parser(), groups::delete)
                .with(GroupsGrpc.getGroupListMethod(), GroupListRequest.parser(), groups::list)
                .made();
    }

    private ServerServiceDefinition profiles() {
        var profiles = new Profiles(catalog);
        return new Definition(ProfilesGrpc.SERVICE_NAME)
                .with(ProfilesGrpc.getProfilePutMethod(), ProfilePutRequest.parser(), profiles::put)
                .with(ProfilesGrpc.getProfileGetMethod(), ProfileGetRequest.parser(), profiles::get)
                .with(ProfilesGrpc.getProfileDeleteMethod(), ProfileDeleteRequest.parser(), profiles::delete)
                .with(ProfilesGrpc.getProfileListMethod(), ProfileListRequest.parser(), profiles::list)
                .made();
    }

    private ServerServiceDefinition ignition() {
        var templates = new Templates(catalog);
        return new Definition(IgnitionGrpc.SERVICE_NAME)
                .with(IgnitionGrpc.getIgnitionPutMethod(), IgnitionPutRequest.parser(), templates::putIgnition)
                .with(IgnitionGrpc.getIgnitionGetMethod(), IgnitionGetRequest.parser(), templates::getIgnition)
                .with(IgnitionGrpc.getIgnitionDeleteMethod(), IgnitionDeleteRequest.parser(), templates::deleteIgnition)
                .made();
    }

    private ServerServiceDefinition generic() {
        var templates = new Templates(catalog);
        return new Definition(GenericGrpc.SERVICE_NAME)
                .with(GenericGrpc.getGenericPutMethod(), GenericPutRequest.parser(), templates::putGeneric)
                .with(GenericGrpc.getGenericGetMethod(), GenericGetRequest.parser(), templates::getGeneric)
                .with(GenericGrpc.getGenericDeleteMethod(), GenericDeleteRequest.parser(), templates::deleteGeneric)
                .made();
    }

    private ServerServiceDefinition select() {
        var select = new Select(catalog);
        return new Definition(SelectGrpc.SERVICE_NAME)
                .with(SelectGrpc.getSelectGroupMethod(), SelectGroupRequest.parser(), select::group)
                .with(SelectGrpc.getSelectProfileMethod(), SelectProfileRequest.parser(), select::profile)
                .made();
    }

    private ServerServiceDefinition own() {
        var own = new OwnCatalog(catalog);
        return new Definition(CatalogGrpc.SERVICE_NAME)
                .with(CatalogGrpc.getListTemplatesMethod(), ListTemplatesRequest.parser(), own::listTemplates)
                .with(CatalogGrpc.getGetTemplateMethod(), GetTemplateRequest.parser(), own::getTemplate)
                .with(CatalogGrpc.getPutTemplateMethod(), PutTemplateRequest.parser(), own::putTemplate)
                .with(CatalogGrpc.getDeleteTemplateMethod(), DeleteTemplateRequest.parser(), own::deleteTemplate)
                .with(CatalogGrpc.getListProfilesMethod(), ListProfilesRequest.parser(), own::listProfiles)
                .with(CatalogGrpc.getPutProfileMethod(), PutProfileRequest.parser(), own::putProfile)
                .made();
    }

    private ServerServiceDefinition health(Health health, HealthWatch watch) {
        return new Definition(HealthGrpc.SERVICE_NAME)
                .with(HealthGrpc.getCheckMethod(), HealthCheckRequest.parser(), health::check)
                .watched(watch)
                .made();
    }

    private final class Definition {

        private final ServerServiceDefinition.Builder builder;

        Definition(String service) {
            builder = ServerServiceDefinition.builder(service);
        }

        <Q, A extends MessageLite> Definition with(MethodDescriptor<Q, A> method, Parser<Q> parser, Call<Q, A> call) {
            builder.addMethod(method.toBuilder(new Requests<>(parser), method.getResponseMarshaller()).build(), new Unary<>(call, around));
            return this;
        }

        Definition watched(HealthWatch watch) {
            builder.addMethod(HealthGrpc.getWatchMethod(), watch);
            return this;
        }

        ServerServiceDefinition made() {
            return builder.build();
        }
    }
}
