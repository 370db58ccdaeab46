package dev.lamplighter.e2e;

import com.google.protobuf.ByteString;
import dev.lamplighter.api.serverpb.GenericDeleteRequest;
import dev.lamplighter.api.serverpb.GenericGetRequest;
import dev.lamplighter.api.serverpb.GenericPutRequest;
import dev.lamplighter.api.serverpb.GroupDeleteRequest;
import dev.lamplighter.api.serverpb.GroupGetRequest;
import dev.lamplighter.api.serverpb.GroupPutRequest;
import dev.lamplighter.api.serverpb.IgnitionDeleteRequest;
import dev.lamplighter.api.serverpb.IgnitionGetRequest;
import dev.lamplighter.api.serverpb.IgnitionPutRequest;
import dev.lamplighter.api.serverpb.ProfileDeleteRequest;
import dev.lamplighter.api.serverpb.ProfileGetRequest;
import dev.lamplighter.api.serverpb.ProfilePutRequest;
import dev.lamplighter.api.storagepb.Group;
import dev.lamplighter.api.storagepb.NetBoot;
import dev.lamplighter.api.storagepb.Profile;
import dev.lamplighter.rpc.testing.Client;
import io.grpc.StatusRuntimeException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/** Terraform with the provider for Matchbox, as far as the server sees it: the same calls in the same order, and a state that it believes in. */
final class TerraformProvider {

    private static final int AT_ONCE = 10;

    /** A thing of the configuration; its name is its id. */
    sealed interface Resource {

        String name();

        /** {@code matchbox_profile}; of the texts, none is empty text. */
        record MatchboxProfile(String name, String kernel, List<String> initrd, List<String> args, String rawIgnition, String containerLinux, String generic)
                implements Resource {}

        /** {@code matchbox_group}. */
        record MatchboxGroup(String name, String profile, Map<String, String> selector, Map<String, String> metadata) implements Resource {}
    }

    /** What a plan would do. */
    record Plan(List<Resource> create, List<Resource> replace, List<Resource> delete) {

        boolean isEmpty() {
            return create.isEmpty() && replace.isEmpty() && delete.isEmpty();
        }
    }

    private final Map<String, Resource> state = new LinkedHashMap<>();

    /** Reads everything in the state, drops what is gone, and compares with what is wanted. */
    Plan plan(Client client, List<Resource> wanted) {
        refresh(client);
        var found = new LinkedHashMap<>(state);
        var create = wanted.stream().filter(each -> !found.containsKey(key(each))).toList();
        var replace = wanted.stream().filter(each -> found.containsKey(key(each)) && !found.get(key(each)).equals(each)).toList();
        var keys = wanted.stream().map(TerraformProvider::key).toList();
        return new Plan(create, replace, found.values().stream().filter(each -> !keys.contains(key(each))).toList());
    }

    /** Makes the server what is wanted; the first error of a put or delete ends the run, as Terraform shows it. */
    void apply(Client client, List<Resource> wanted) throws InterruptedException {
        Plan plan = plan(client, wanted);
        var gone = new ArrayList<>(plan.delete());
        plan.replace().forEach(replaced -> gone.add(state.get(key(replaced))));
        each(kinds(gone, false), resource -> delete(client, resource));
        var made = new ArrayList<>(plan.create());
        made.addAll(plan.replace());
        each(kinds(made, true), resource -> create(client, resource));
    }

    void destroy(Client client) throws InterruptedException {
        refresh(client);
        each(kinds(state.values(), false), resource -> delete(client, resource));
    }

    /** Profiles before the groups that refer to them, or the other way round. */
    private static List<List<Resource>> kinds(Collection<Resource> all, boolean profilesFirst) {
        var profiles = all.stream().filter(Resource.MatchboxProfile.class::isInstance).toList();
        var groups = all.stream().filter(Resource.MatchboxGroup.class::isInstance).toList();
        return profilesFirst ? List.of(profiles, groups) : List.of(groups, profiles);
    }

    private static void each(List<List<Resource>> steps, Consumer<Resource> work) throws InterruptedException {
        for (List<Resource> step : steps) {
            try (var workers = Executors.newFixedThreadPool(AT_ONCE)) {
                for (var done : workers.invokeAll(step.stream().<Callable<Void>>map(resource -> () -> {
                    work.accept(resource);
                    return null;
                }).toList())) {
                    done.get();
                }
            } catch (ExecutionException failed) {
                if (failed.getCause() instanceof StatusRuntimeException refused) {
                    throw refused;
                }
                throw new AssertionError(failed.getCause());
            }
        }
    }

    private void create(Client client, Resource resource) {
        switch (resource) {
            case Resource.MatchboxProfile profile -> {
                client.profiles().profilePut(ProfilePutRequest.newBuilder().setProfile(message(profile)).build());
                if (!ignitionName(profile).isEmpty()) {
                    String text = profile.rawIgnition().isEmpty() ? profile.containerLinux() : profile.rawIgnition();
                    client.ignition().ignitionPut(IgnitionPutRequest.newBuilder().setName(ignitionName(profile)).setConfig(ByteString.copyFromUtf8(text)).build());
                }
                if (!profile.generic().isEmpty()) {
                    client.generic().genericPut(
                            GenericPutRequest.newBuilder().setName(profile.name()).setConfig(ByteString.copyFromUtf8(profile.generic())).build());
                }
            }
            case Resource.MatchboxGroup group -> client.groups().groupPut(GroupPutRequest.newBuilder().setGroup(message(group)).build());
        }
        synchronized (state) {
            state.put(key(resource), resource);
        }
    }

    private void delete(Client client, Resource resource) {
        switch (resource) {
            case Resource.MatchboxProfile profile -> {
                client.profiles().profileDelete(ProfileDeleteRequest.newBuilder().setId(profile.name()).build());
                if (!ignitionName(profile).isEmpty()) {
                    client.ignition().ignitionDelete(IgnitionDeleteRequest.newBuilder().setName(ignitionName(profile)).build());
                }
                if (!profile.generic().isEmpty()) {
                    client.generic().genericDelete(GenericDeleteRequest.newBuilder().setName(profile.name()).build());
                }
            }
            case Resource.MatchboxGroup group -> client.groups().groupDelete(GroupDeleteRequest.newBuilder().setId(group.name()).build());
        }
        synchronized (state) {
            state.remove(key(resource));
        }
    }

    private void refresh(Client client) {
        for (Resource known : List.copyOf(state.values())) {
            read(client, known).ifPresentOrElse(found -> state.put(key(found), found), () -> state.remove(key(known)));
        }
    }

    /** Any error of a read, whatever it is, means that the resource is gone. */
    private static Optional<Resource> read(Client client, Resource known) {
        try {
            return Optional.of(switch (known) {
                case Resource.MatchboxProfile profile -> read(client, profile.name());
                case Resource.MatchboxGroup group -> group(client.groups().groupGet(GroupGetRequest.newBuilder().setId(group.name()).build()).getGroup());
            });
        } catch (StatusRuntimeException gone) {
            return Optional.empty();
        }
    }

    private static Resource read(Client client, String name) {
        Profile profile = client.profiles().profileGet(ProfileGetRequest.newBuilder().setId(name).build()).getProfile();
        if (!profile.hasBoot()) {
            throw new AssertionError("Plugin did not respond: the provider reads boot without a test");
        }
        String ignition = profile.getIgnitionId().isEmpty() ? ""
                : client.ignition().ignitionGet(IgnitionGetRequest.newBuilder().setName(profile.getIgnitionId()).build()).getConfig().toStringUtf8();
        String generic = profile.getGenericId().isEmpty() ? ""
                : client.generic().genericGet(GenericGetRequest.newBuilder().setName(profile.getGenericId()).build()).getConfig().toStringUtf8();
        boolean raw = profile.getIgnitionId().endsWith(".ign");
        return new Resource.MatchboxProfile(profile.getId(), profile.getBoot().getKernel(), profile.getBoot().getInitrdList(), profile.getBoot().getArgsList(),
                raw ? ignition : "", raw ? "" : ignition, generic);
    }

    private static Resource group(Group group) {
        return new Resource.MatchboxGroup(group.getId(), group.getProfile(), group.getSelectorMap(), FlatJson.read(group.getMetadata().toStringUtf8()));
    }

    private static Profile message(Resource.MatchboxProfile profile) {
        return Profile.newBuilder().setId(profile.name()).setIgnitionId(ignitionName(profile)).setGenericId(profile.generic().isEmpty() ? "" : profile.name())
                .setBoot(NetBoot.newBuilder().setKernel(profile.kernel()).addAllInitrd(profile.initrd()).addAllArgs(profile.args())).build();
    }

    private static Group message(Resource.MatchboxGroup group) {
        return Group.newBuilder().setId(group.name()).setProfile(group.profile()).putAllSelector(group.selector())
                .setMetadata(ByteString.copyFromUtf8(FlatJson.write(group.metadata()))).build();
    }

    private static String ignitionName(Resource.MatchboxProfile profile) {
        return !profile.rawIgnition().isEmpty() ? profile.name() + ".ign" : !profile.containerLinux().isEmpty() ? profile.name() + ".yaml.tmpl" : "";
    }

    private static String key(Resource resource) {
        return resource.getClass().getSimpleName() + "." + resource.name();
    }
}
