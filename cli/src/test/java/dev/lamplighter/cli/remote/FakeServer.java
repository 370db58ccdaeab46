package dev.lamplighter.cli.remote;

import com.google.protobuf.ByteString;
import dev.lamplighter.api.rpcpb.GenericGrpc;
import dev.lamplighter.api.rpcpb.GroupsGrpc;
import dev.lamplighter.api.rpcpb.IgnitionGrpc;
import dev.lamplighter.api.rpcpb.ProfilesGrpc;
import dev.lamplighter.api.rpcpb.SelectGrpc;
import dev.lamplighter.api.serverpb.GenericDeleteRequest;
import dev.lamplighter.api.serverpb.GenericDeleteResponse;
import dev.lamplighter.api.serverpb.GenericGetRequest;
import dev.lamplighter.api.serverpb.GenericGetResponse;
import dev.lamplighter.api.serverpb.GenericPutRequest;
import dev.lamplighter.api.serverpb.GenericPutResponse;
import dev.lamplighter.api.serverpb.GroupDeleteRequest;
import dev.lamplighter.api.serverpb.GroupDeleteResponse;
import dev.lamplighter.api.serverpb.GroupGetRequest;
import dev.lamplighter.api.serverpb.GroupGetResponse;
import dev.lamplighter.api.serverpb.GroupListRequest;
import dev.lamplighter.api.serverpb.GroupListResponse;
import dev.lamplighter.api.serverpb.GroupPutRequest;
import dev.lamplighter.api.serverpb.GroupPutResponse;
import dev.lamplighter.api.serverpb.IgnitionDeleteRequest;
import dev.lamplighter.api.serverpb.IgnitionDeleteResponse;
import dev.lamplighter.api.serverpb.IgnitionGetRequest;
import dev.lamplighter.api.serverpb.IgnitionGetResponse;
import dev.lamplighter.api.serverpb.IgnitionPutRequest;
import dev.lamplighter.api.serverpb.IgnitionPutResponse;
import dev.lamplighter.api.serverpb.ProfileDeleteRequest;
import dev.lamplighter.api.serverpb.ProfileDeleteResponse;
import dev.lamplighter.api.serverpb.ProfileGetRequest;
import dev.lamplighter.api.serverpb.ProfileGetResponse;
import dev.lamplighter.api.serverpb.ProfileListRequest;
import dev.lamplighter.api.serverpb.ProfileListResponse;
import dev.lamplighter.api.serverpb.ProfilePutRequest;
import dev.lamplighter.api.serverpb.ProfilePutResponse;
import dev.lamplighter.api.serverpb.SelectGroupRequest;
import dev.lamplighter.api.serverpb.SelectGroupResponse;
import dev.lamplighter.api.v1.CatalogGrpc;
import dev.lamplighter.api.v1.DeleteTemplateRequest;
import dev.lamplighter.api.v1.DeleteTemplateResponse;
import dev.lamplighter.api.v1.GetTemplateRequest;
import dev.lamplighter.api.v1.GetTemplateResponse;
import dev.lamplighter.api.v1.ListProfilesRequest;
import dev.lamplighter.api.v1.ListProfilesResponse;
import dev.lamplighter.api.v1.ListTemplatesRequest;
import dev.lamplighter.api.v1.ListTemplatesResponse;
import dev.lamplighter.api.v1.Profile;
import dev.lamplighter.api.v1.PutProfileRequest;
import dev.lamplighter.api.v1.PutProfileResponse;
import dev.lamplighter.api.v1.PutTemplateRequest;
import dev.lamplighter.api.v1.PutTemplateResponse;
import dev.lamplighter.api.v1.TemplateName;
import dev.lamplighter.api.v1.TemplateSummary;
import dev.lamplighter.model.Group;
import dev.lamplighter.net.tls.PemContents;
import io.grpc.BindableService;
import io.grpc.Server;
import io.grpc.Status;
import io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * A server on loopback with mutual TLS that keeps objects in memory, either with Matchbox's services alone or with ours beside them. It notes every change,
 * answers with Matchbox's texts, and fails where it is told to.
 */
public final class FakeServer implements AutoCloseable {

    private final Server server;
    private final Map<String, dev.lamplighter.api.storagepb.Group> groups = Collections.synchronizedMap(new TreeMap<>());
    private final Map<String, Profile> profiles = Collections.synchronizedMap(new TreeMap<>());
    private final Map<Item, ByteString> templates = Collections.synchronizedMap(new TreeMap<>());
    private final List<String> changes = Collections.synchronizedList(new ArrayList<>());
    private volatile Optional<Group> selected = Optional.empty();
    private final Map<String, Status> failures = new ConcurrentHashMap<>();

    private FakeServer(Certificates certificates, boolean ours) throws Exception {
        var tls = GrpcSslContexts.configure(SslContextBuilder.forServer(PemContents.key(certificates.file("server.key")),
                        PemContents.certificates(certificates.file("server.crt"))), SslProvider.JDK)
                .trustManager(PemContents.certificates(certificates.file("ca.crt"))).clientAuth(ClientAuth.REQUIRE).build();
        var builder = NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0)).sslContext(tls);
        Stream.<BindableService>of(new Groups(), new Profiles(), new Ignition(), new Generic(), new Select()).forEach(builder::addService);
        if (ours) {
            builder.addService(new Ours());
        }
        server = builder.build().start();
    }

    /** Speaks what Matchbox speaks. */
    public static FakeServer matchbox(Certificates certificates) throws Exception {
        return new FakeServer(certificates, false);
    }

    /** Speaks what Lamplighter speaks. */
    public static FakeServer lamplighter(Certificates certificates) throws Exception {
        return new FakeServer(certificates, true);
    }

    public String endpoint() {
        return "127.0.0.1:" + server.getPort();
    }

    /** The next change that reads like this fails: {@code put group a}. */
    public void failAt(String change, Status with) {
        failures.put(change, with);
    }

    /** From now on every machine gets this group, which is not listed; none, where it has no profile. */
    public void selects(Group group) {
        selected = Optional.of(group);
    }

    /** What was changed since this was asked last, in its order. */
    public List<String> changes() {
        var all = List.copyOf(changes);
        changes.clear();
        return all;
    }

    /** All that is there, by kind and name. */
    public List<String> objects() {
        return Stream.of(templates.keySet().stream().map(Item::toString), profiles.keySet().stream().map(id -> "profile " + id),
                groups.keySet().stream().map(id -> "group " + id)).flatMap(all -> all).toList();
    }

    @Override
    public void close() {
        server.shutdownNow();
    }

    private <T> void change(String what, StreamObserver<T> to, T done, Runnable change) {
        Status failure = failures.remove(what);
        if (failure != null) {
            to.onError(failure.asRuntimeException());
            return;
        }
        changes.add(what);
        change.run();
        answer(to, done);
    }

    private <T> void delete(String file, String what, Map<?, ?> from, Object key, StreamObserver<T> to, T done) {
        if (from.containsKey(key)) {
            change("delete " + what, to, done, () -> from.remove(key));
        } else {
            to.onError(gone("remove", file));
        }
    }

    private static <T, V> void find(String file, V found, StreamObserver<T> to, Supplier<T> answer) {
        if (found == null) {
            to.onError(gone("open", file));
        } else {
            answer(to, answer.get());
        }
    }

    private static RuntimeException gone(String verb, String file) {
        return Status.UNKNOWN.withDescription(verb + " /data/" + file + ": no such file or directory").asRuntimeException();
    }

    private static <T> void answer(StreamObserver<T> to, T answer) {
        to.onNext(answer);
        to.onCompleted();
    }

    /** Answers once it was told what. */
    private final class Select extends SelectGrpc.SelectImplBase {

        @Override
        public void selectGroup(SelectGroupRequest request, StreamObserver<SelectGroupResponse> to) {
            if (selected.isEmpty()) {
                super.selectGroup(request, to);
            } else if (selected.get().profile().isEmpty()) {
                to.onError(Status.NOT_FOUND.withDescription("matchbox: No matching Group").asRuntimeException());
            } else {
                answer(to, SelectGroupResponse.newBuilder().setGroup(Messages.message(selected.get())).build());
            }
        }
    }

    private final class Groups extends GroupsGrpc.GroupsImplBase {

        @Override
        public void groupPut(GroupPutRequest request, StreamObserver<GroupPutResponse> to) {
            var group = request.getGroup();
            change("put group " + group.getId(), to, GroupPutResponse.getDefaultInstance(), () -> groups.put(group.getId(), group));
        }

        @Override
        public void groupGet(GroupGetRequest request, StreamObserver<GroupGetResponse> to) {
            var group = groups.get(request.getId());
            find("groups/" + request.getId() + ".json", group, to, () -> GroupGetResponse.newBuilder().setGroup(group).build());
        }

        @Override
        public void groupDelete(GroupDeleteRequest request, StreamObserver<GroupDeleteResponse> to) {
            delete("groups/" + request.getId() + ".json", "group " + request.getId(), groups, request.getId(), to, GroupDeleteResponse.getDefaultInstance());
        }

        @Override
        public void groupList(GroupListRequest request, StreamObserver<GroupListResponse> to) {
            answer(to, GroupListResponse.newBuilder().addAllGroups(groups.values()).build());
        }
    }

    private final class Profiles extends ProfilesGrpc.ProfilesImplBase {

        @Override
        public void profilePut(ProfilePutRequest request, StreamObserver<ProfilePutResponse> to) {
            var profile = request.getProfile();
            change("put profile " + profile.getId(), to, ProfilePutResponse.getDefaultInstance(),
                    () -> profiles.put(profile.getId(), Profile.newBuilder().setProfile(profile).build()));
        }

        @Override
        public void profileGet(ProfileGetRequest request, StreamObserver<ProfileGetResponse> to) {
            var profile = profiles.get(request.getId());
            find("profiles/" + request.getId() + ".json", profile, to, () -> ProfileGetResponse.newBuilder().setProfile(profile.getProfile()).build());
        }

        @Override
        public void profileDelete(ProfileDeleteRequest request, StreamObserver<ProfileDeleteResponse> to) {
            delete("profiles/" + request.getId() + ".json", "profile " + request.getId(), profiles, request.getId(), to, ProfileDeleteResponse.getDefaultInstance());
        }

        @Override
        public void profileList(ProfileListRequest request, StreamObserver<ProfileListResponse> to) {
            answer(to, ProfileListResponse.newBuilder().addAllProfiles(profiles.values().stream().map(Profile::getProfile).toList()).build());
        }
    }

    private final class Ignition extends IgnitionGrpc.IgnitionImplBase {

        @Override
        public void ignitionPut(IgnitionPutRequest request, StreamObserver<IgnitionPutResponse> to) {
            put(new Item(Kind.IGNITION, request.getName()), request.getConfig(), to, IgnitionPutResponse.getDefaultInstance());
        }

        @Override
        public void ignitionGet(IgnitionGetRequest request, StreamObserver<IgnitionGetResponse> to) {
            get(new Item(Kind.IGNITION, request.getName()), to, content -> answer(to, IgnitionGetResponse.newBuilder().setConfig(content).build()));
        }

        @Override
        public void ignitionDelete(IgnitionDeleteRequest request, StreamObserver<IgnitionDeleteResponse> to) {
            remove(new Item(Kind.IGNITION, request.getName()), to, IgnitionDeleteResponse.getDefaultInstance());
        }
    }

    private final class Generic extends GenericGrpc.GenericImplBase {

        @Override
        public void genericPut(GenericPutRequest request, StreamObserver<GenericPutResponse> to) {
            put(new Item(Kind.GENERIC, request.getName()), request.getConfig(), to, GenericPutResponse.getDefaultInstance());
        }

        @Override
        public void genericGet(GenericGetRequest request, StreamObserver<GenericGetResponse> to) {
            get(new Item(Kind.GENERIC, request.getName()), to, content -> answer(to, GenericGetResponse.newBuilder().setConfig(content).build()));
        }

        @Override
        public void genericDelete(GenericDeleteRequest request, StreamObserver<GenericDeleteResponse> to) {
            remove(new Item(Kind.GENERIC, request.getName()), to, GenericDeleteResponse.getDefaultInstance());
        }
    }

    private final class Ours extends CatalogGrpc.CatalogImplBase {

        @Override
        public void listTemplates(ListTemplatesRequest request, StreamObserver<ListTemplatesResponse> to) {
            var wanted = Messages.kind(request.getKind());
            var all = ListTemplatesResponse.newBuilder();
            templates.forEach((item, content) -> {
                var kind = item.kind().template().orElseThrow();
                if (wanted.isEmpty() || wanted.get() == kind) {
                    all.addTemplates(TemplateSummary.newBuilder().setTemplate(Messages.name(kind, item.name())).setSize(content.size())
                            .setSha256(Messages.octets(Sha256.of(Messages.bytes(content)))));
                }
            });
            answer(to, all.build());
        }

        @Override
        public void getTemplate(GetTemplateRequest request, StreamObserver<GetTemplateResponse> to) {
            get(item(request.getTemplate()), to, content -> answer(to, GetTemplateResponse.newBuilder().setContent(content).build()));
        }

        @Override
        public void putTemplate(PutTemplateRequest request, StreamObserver<PutTemplateResponse> to) {
            put(item(request.getTemplate()), request.getContent(), to, PutTemplateResponse.getDefaultInstance());
        }

        @Override
        public void deleteTemplate(DeleteTemplateRequest request, StreamObserver<DeleteTemplateResponse> to) {
            remove(item(request.getTemplate()), to, DeleteTemplateResponse.getDefaultInstance());
        }

        @Override
        public void listProfiles(ListProfilesRequest request, StreamObserver<ListProfilesResponse> to) {
            answer(to, ListProfilesResponse.newBuilder().addAllProfiles(profiles.values()).build());
        }

        @Override
        public void putProfile(PutProfileRequest request, StreamObserver<PutProfileResponse> to) {
            String id = request.getProfile().getProfile().getId();
            change("put profile " + id + " of ours", to, PutProfileResponse.getDefaultInstance(), () -> profiles.put(id, request.getProfile()));
        }

        private static Item item(TemplateName name) {
            return new Item(Kind.of(Messages.kind(name.getKind()).orElseThrow()), name.getName());
        }
    }

    private <T> void put(Item item, ByteString content, StreamObserver<T> to, T done) {
        change("put " + item, to, done, () -> templates.put(item, content));
    }

    private <T> void get(Item item, StreamObserver<T> to, Consumer<ByteString> found) {
        var content = templates.get(item);
        if (content == null) {
            to.onError(gone("open", item.kind().folder() + "/" + item.name()));
        } else {
            found.accept(content);
        }
    }

    private <T> void remove(Item item, StreamObserver<T> to, T done) {
        delete(item.kind().folder() + "/" + item.name(), item.toString(), templates, item, to, done);
    }
}
