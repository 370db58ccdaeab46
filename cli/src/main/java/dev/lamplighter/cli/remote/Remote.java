package dev.lamplighter.cli.remote;

import static dev.lamplighter.cli.remote.Messages.bytes;
import static dev.lamplighter.cli.remote.Messages.name;
import static dev.lamplighter.cli.remote.Messages.octets;

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
import dev.lamplighter.api.v1.CatalogGrpc;
import dev.lamplighter.api.v1.DeleteTemplateRequest;
import dev.lamplighter.api.v1.GetTemplateRequest;
import dev.lamplighter.api.v1.ListProfilesRequest;
import dev.lamplighter.api.v1.ListTemplatesRequest;
import dev.lamplighter.api.v1.PutProfileRequest;
import dev.lamplighter.api.v1.PutTemplateRequest;
import dev.lamplighter.model.Bytes;
import dev.lamplighter.model.Group;
import dev.lamplighter.model.Labels;
import dev.lamplighter.model.Profile;
import dev.lamplighter.store.catalog.TemplateKind;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.AbstractStub;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * The catalog of a server, which is ours or Matchbox's; what only ours can do is {@code UNSUPPORTED} with the other. Each call waits for the answer;
 * several threads may call at once.
 */
public final class Remote implements AutoCloseable {

    private static final int LARGEST_ANSWER = 1 << 30;

    private final Connection connection;
    private final Duration timeout;

    private Remote(Connection connection, Duration timeout) {
        this.connection = connection;
        this.timeout = timeout;
    }

    /** Connects to the first endpoint that answers. */
    public static Remote dial(RemoteSettings settings) throws CallFailed {
        return new Remote(Connection.dial(settings), settings.timeout());
    }

    /** The server that answered, as {@code HOST:PORT}. */
    public String endpoint() {
        return connection.endpoint().toString();
    }

    /** All groups that the server can read, in its order. */
    public List<Group> groups() throws CallFailed {
        var groups = new ArrayList<Group>();
        for (var message : call("the list of groups", () -> groupCalls().groupList(GroupListRequest.getDefaultInstance()))
                .getGroupsList()) {
            groups.add(Messages.group(message));
        }
        return groups;
    }

    public Group group(String id) throws CallFailed {
        return Messages.group(call(new Item(Kind.GROUP, id).toString(),
                () -> groupCalls().groupGet(GroupGetRequest.newBuilder().setId(id).build())).getGroup());
    }

    /** The group that a machine with these labels gets; it may be one that is not listed. */
    public Optional<Group> selected(Labels labels) throws CallFailed {
        try {
            return Optional.of(Messages.group(call("the group of this machine", () -> timed(SelectGrpc.newBlockingStub(connection.channel()))
                    .selectGroup(SelectGroupRequest.newBuilder().putAllLabels(labels.values()).build())).getGroup()));
        } catch (CallFailed failed) {
            if (failed.kind() == CallFailed.Kind.MISSING) {
                return Optional.empty();
            }
            throw failed;
        }
    }

    public void put(Group group) throws CallFailed {
        call(new Item(Kind.GROUP, group.id()).toString(), () -> groupCalls().groupPut(GroupPutRequest.newBuilder().setGroup(Messages.message(group)).build()));
    }

    /** All profiles that the server can read, in its order. */
    public List<Profile> profiles() throws CallFailed {
        try {
            return call("the list of profiles", () -> ownCalls().listProfiles(ListProfilesRequest.getDefaultInstance()))
                    .getProfilesList().stream().map(Messages::profile).toList();
        } catch (CallFailed failed) {
            if (failed.kind() != CallFailed.Kind.UNSUPPORTED) {
                throw failed;
            }
            return call("the list of profiles", () -> profileCalls().profileList(ProfileListRequest.getDefaultInstance()))
                    .getProfilesList().stream().map(Messages::profile).toList();
        }
    }

    /** A profile, with what Matchbox's message has no field for where the server tells it. */
    public Profile profile(String id) throws CallFailed {
        var plain = Messages.profile(call(new Item(Kind.PROFILE, id).toString(),
                () -> profileCalls().profileGet(ProfileGetRequest.newBuilder().setId(id).build())).getProfile());
        return profiles().stream().filter(profile -> profile.id().equals(plain.id())).findFirst().orElse(plain);
    }

    public void put(Profile profile) throws CallFailed {
        String what = new Item(Kind.PROFILE, profile.id()).toString();
        if (profile.ipxeId().isEmpty() && profile.grubId().isEmpty()) {
            call(what, () -> profileCalls().profilePut(ProfilePutRequest.newBuilder().setProfile(Messages.message(profile)).build()));
        } else {
            call(what + " with ipxe_id or grub_id", () -> ownCalls().putProfile(PutProfileRequest.newBuilder().setProfile(Messages.extended(profile)).build()));
        }
    }

    /** The templates of one kind, or of every kind where none is named; Matchbox has no such list. */
    public List<TemplateSummary> templates(Optional<TemplateKind> kind) throws CallFailed {
        var request = ListTemplatesRequest.newBuilder();
        kind.ifPresent(one -> request.setKind(Messages.message(one)));
        var templates = new ArrayList<TemplateSummary>();
        for (var summary : call("a list of templates", () -> ownCalls().listTemplates(request.build()))
                .getTemplatesList()) {
            Messages.kind(summary.getTemplate().getKind()).ifPresent(known -> templates.add(new TemplateSummary(
                    new Item(Kind.of(known), summary.getTemplate().getName()), summary.getSize(), bytes(summary.getSha256()))));
        }
        return templates;
    }

    public Bytes template(TemplateKind kind, String name) throws CallFailed {
        String what = new Item(Kind.of(kind), name).toString();
        return bytes(switch (kind) {
            case IGNITION -> call(what, () -> ignitionCalls().ignitionGet(IgnitionGetRequest.newBuilder().setName(name).build())).getConfig();
            case GENERIC -> call(what, () -> genericCalls().genericGet(GenericGetRequest.newBuilder().setName(name).build())).getConfig();
            case CLOUD, IPXE, GRUB -> call(what, () -> ownCalls().getTemplate(GetTemplateRequest.newBuilder().setTemplate(name(kind, name)).build())).getContent();
        });
    }

    public void put(TemplateKind kind, String name, Bytes content) throws CallFailed {
        String what = new Item(Kind.of(kind), name).toString();
        switch (kind) {
            case IGNITION -> call(what, () -> ignitionCalls().ignitionPut(IgnitionPutRequest.newBuilder().setName(name).setConfig(octets(content)).build()));
            case GENERIC -> call(what, () -> genericCalls().genericPut(GenericPutRequest.newBuilder().setName(name).setConfig(octets(content)).build()));
            case CLOUD, IPXE, GRUB -> call(what, () -> ownCalls().putTemplate(PutTemplateRequest.newBuilder().setTemplate(name(kind, name)).setContent(octets(content)).build()));
        }
    }

    public void delete(Item item) throws CallFailed {
        String name = item.name();
        String what = item.toString();
        switch (item.kind()) {
            case GROUP -> call(what, () -> groupCalls().groupDelete(GroupDeleteRequest.newBuilder().setId(name).build()));
            case PROFILE -> call(what, () -> profileCalls().profileDelete(ProfileDeleteRequest.newBuilder().setId(name).build()));
            case IGNITION -> call(what, () -> ignitionCalls().ignitionDelete(IgnitionDeleteRequest.newBuilder().setName(name).build()));
            case GENERIC -> call(what, () -> genericCalls().genericDelete(GenericDeleteRequest.newBuilder().setName(name).build()));
            case CLOUD, IPXE, GRUB -> {
                TemplateKind kind = item.kind().template().orElseThrow();
                call(what, () -> ownCalls().deleteTemplate(DeleteTemplateRequest.newBuilder().setTemplate(name(kind, name)).build()));
            }
        }
    }

    private GroupsGrpc.GroupsBlockingStub groupCalls() {
        return timed(GroupsGrpc.newBlockingStub(connection.channel()));
    }

    private ProfilesGrpc.ProfilesBlockingStub profileCalls() {
        return timed(ProfilesGrpc.newBlockingStub(connection.channel()));
    }

    private IgnitionGrpc.IgnitionBlockingStub ignitionCalls() {
        return timed(IgnitionGrpc.newBlockingStub(connection.channel()));
    }

    private GenericGrpc.GenericBlockingStub genericCalls() {
        return timed(GenericGrpc.newBlockingStub(connection.channel()));
    }

    private CatalogGrpc.CatalogBlockingStub ownCalls() {
        return timed(CatalogGrpc.newBlockingStub(connection.channel()));
    }

    private <S extends AbstractStub<S>> S timed(S stub) {
        return stub.withDeadlineAfter(timeout.toNanos(), TimeUnit.NANOSECONDS).withMaxInboundMessageSize(LARGEST_ANSWER);
    }

    private <T> T call(String what, Supplier<T> call) throws CallFailed {
        try {
            return call.get();
        } catch (StatusRuntimeException failed) {
            throw Refusal.of(what, endpoint(), timeout, failed);
        }
    }

    @Override
    public void close() {
        connection.close();
    }
}
