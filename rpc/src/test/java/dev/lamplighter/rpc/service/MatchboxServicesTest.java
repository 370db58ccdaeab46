package dev.lamplighter.rpc.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.lamplighter.api.serverpb.GenericGetRequest;
import dev.lamplighter.api.serverpb.GenericPutRequest;
import dev.lamplighter.api.serverpb.GroupDeleteRequest;
import dev.lamplighter.api.serverpb.GroupGetRequest;
import dev.lamplighter.api.serverpb.GroupListRequest;
import dev.lamplighter.api.serverpb.GroupPutRequest;
import dev.lamplighter.api.serverpb.GroupPutResponse;
import dev.lamplighter.api.serverpb.IgnitionDeleteRequest;
import dev.lamplighter.api.serverpb.IgnitionGetRequest;
import dev.lamplighter.api.serverpb.IgnitionPutRequest;
import dev.lamplighter.api.serverpb.ProfileGetRequest;
import dev.lamplighter.api.serverpb.ProfilePutRequest;
import dev.lamplighter.api.serverpb.SelectGroupRequest;
import dev.lamplighter.api.serverpb.SelectProfileRequest;
import dev.lamplighter.api.storagepb.Group;
import dev.lamplighter.api.storagepb.NetBoot;
import dev.lamplighter.api.storagepb.Profile;
import dev.lamplighter.model.Reason;
import dev.lamplighter.model.event.Version;
import dev.lamplighter.rpc.service.Answer.Done;
import dev.lamplighter.rpc.service.Answer.Later;
import dev.lamplighter.rpc.service.Answer.Promised;
import dev.lamplighter.rpc.service.Answer.Refused;
import dev.lamplighter.rpc.testing.Heard;
import dev.lamplighter.store.catalog.Actor;
import dev.lamplighter.store.catalog.FileCatalogSettings;
import dev.lamplighter.store.catalog.FileCatalogStore;
import dev.lamplighter.store.catalog.MemoryCatalogStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Matchbox's clients ask, and what they are told, without a socket. */
class MatchboxServicesTest {

    static final Actor TERRAFORM = new Actor("CN=terraform", "192.0.2.7:40112");

    final MemoryCatalogStore store = new MemoryCatalogStore();
    final Groups groups = new Groups(store);
    final Profiles profiles = new Profiles(store);
    final Templates templates = new Templates(store);
    final Select select = new Select(store);

    @Test
    void a_group_comes_back_with_its_mac_normalised_and_its_metadata_compact_and_sorted() throws Exception {
        put(group("node1").putSelector("mac", "52-54-00-A1-9C-AE").putSelector("os", "installed").setMetadata(text("{ \"b\": 1, \"a\": [true] }")));

        var back = done(groups.get(GroupGetRequest.newBuilder().setId("node1").build(), TERRAFORM)).getGroup();
        assertThat(back.getSelectorMap()).containsEntry("mac", "52:54:00:a1:9c:ae").containsEntry("os", "installed").hasSize(2);
        assertThat(back.getMetadata().toStringUtf8()).isEqualTo("{\"a\":[true],\"b\":1}");
    }

    @Test
    void an_incomplete_group_is_refused_in_matchboxs_words_the_id_first() throws Exception {
        assertThat(refusal(groups.put(request(Group.newBuilder().setMetadata(text("{"))), TERRAFORM))).isEqualTo("UNKNOWN Id is required");
        assertThat(refusal(groups.put(request(Group.newBuilder().setId("a").setMetadata(text("{"))), TERRAFORM))).isEqualTo("UNKNOWN Group requires a Profile");
        assertThat(refusal(groups.put(request(group("a").setMetadata(text("{\"x\""))), TERRAFORM))).startsWith("UNKNOWN ").contains("metadata");
        assertThat(refusal(groups.put(request(group("a").setMetadata(text("[1]"))), TERRAFORM))).startsWith("UNKNOWN ");
        assertThat(store.current().groups()).isEmpty();
    }

    @Test
    void a_put_without_what_it_is_about_which_ends_matchbox_is_an_invalid_argument() throws Exception {
        assertThat(refusal(groups.put(GroupPutRequest.getDefaultInstance(), TERRAFORM))).isEqualTo("INVALID_ARGUMENT the request holds no group");
        assertThat(refusal(profiles.put(ProfilePutRequest.getDefaultInstance(), TERRAFORM))).isEqualTo("INVALID_ARGUMENT the request holds no profile");
    }

    @Test
    void what_is_missing_is_told_as_matchbox_tells_it_because_clients_decide_by_that() throws Exception {
        assertThat(refusal(groups.get(GroupGetRequest.newBuilder().setId("x").build(), TERRAFORM)))
                .isEqualTo("UNKNOWN open memory/groups/x.json: no such file or directory");
        assertThat(refusal(groups.delete(GroupDeleteRequest.newBuilder().setId("x").build(), TERRAFORM)))
                .isEqualTo("UNKNOWN remove memory/groups/x.json: no such file or directory");
        assertThat(refusal(profiles.get(ProfileGetRequest.newBuilder().setId("x").build(), TERRAFORM)))
                .isEqualTo("UNKNOWN open memory/profiles/x.json: no such file or directory");
        assertThat(refusal(templates.getIgnition(IgnitionGetRequest.newBuilder().setName("x.ign").build(), TERRAFORM)))
                .isEqualTo("UNKNOWN open memory/ignition/x.ign: no such file or directory");
        assertThat(refusal(templates.deleteIgnition(IgnitionDeleteRequest.newBuilder().setName("x.ign").build(), TERRAFORM)))
                .isEqualTo("UNKNOWN remove memory/ignition/x.ign: no such file or directory");
    }

    @Test
    void a_profile_comes_back_with_boot_exactly_if_it_was_put_with_boot() throws Exception {
        profiles(Profile.newBuilder().setId("with").setBoot(NetBoot.getDefaultInstance()));
        profiles(Profile.newBuilder().setId("without").setName("n").setIgnitionId("i").setCloudId("c").setGenericId("g"));

        assertThat(profile("with").hasBoot()).isTrue();
        assertThat(profile("without")).isEqualTo(
                Profile.newBuilder().setId("without").setName("n").setIgnitionId("i").setCloudId("c").setGenericId("g").build());
    }

    @Test
    void templates_of_the_two_kinds_are_apart_and_come_back_to_the_byte() throws Exception {
        var octets = ByteString.copyFrom(new byte[] {0, 1, (byte) 0xff, '\n'});
        done(templates.putIgnition(IgnitionPutRequest.newBuilder().setName("a").setConfig(octets).build(), TERRAFORM));
        done(templates.putGeneric(GenericPutRequest.newBuilder().setName("a").build(), TERRAFORM));

        assertThat(done(templates.getIgnition(IgnitionGetRequest.newBuilder().setName("a").build(), TERRAFORM)).getConfig()).isEqualTo(octets);
        assertThat(done(templates.getGeneric(GenericGetRequest.newBuilder().setName("a").build(), TERRAFORM)).getConfig()).isEmpty();
    }

    @Test
    void lists_are_in_the_order_of_file_names_as_octets() throws Exception {
        for (String id : new String[] {"a", "a-b", "B", "é", "z"}) {
            put(group(id));
        }
        assertThat(done(groups.list(GroupListRequest.getDefaultInstance(), TERRAFORM)).getGroupsList()).extracting(Group::getId)
                .containsExactly("B", "a-b", "a", "z", "é");
    }

    @Test
    void select_compares_labels_as_they_are_given_and_says_what_is_missing() throws Exception {
        put(group("node1").setProfile("p").putSelector("mac", "52:54:00:a1:9c:ae"));
        var known = SelectProfileRequest.newBuilder().putLabels("mac", "52:54:00:a1:9c:ae").build();
        assertThat(refusal(select.profile(known, TERRAFORM))).isEqualTo("NOT_FOUND matchbox: No matching Profile");
        profiles(Profile.newBuilder().setId("p").setName("found"));
        assertThat(done(select.profile(known, TERRAFORM)).getProfile().getName()).isEqualTo("found");
        assertThat(refusal(select.group(SelectGroupRequest.newBuilder().putLabels("mac", "52-54-00-A1-9C-AE").build(), TERRAFORM)))
                .isEqualTo("NOT_FOUND matchbox: No matching Group");
    }

    @Test
    void every_change_is_told_with_what_was_before_and_after() throws Exception {
        assertThat(changes(groups.put(request(group("a")), TERRAFORM))).containsExactly("groups/a.json: - -> {\"id\":\"a\",\"profile\":\"p\"}");
        assertThat(changes(groups.put(request(group("a").setName("n")), TERRAFORM)))
                .containsExactly("groups/a.json: {\"id\":\"a\",\"profile\":\"p\"} -> {\"id\":\"a\",\"name\":\"n\",\"profile\":\"p\"}");
        assertThat(changes(groups.delete(GroupDeleteRequest.newBuilder().setId("a").build(), TERRAFORM)))
                .containsExactly("groups/a.json: {\"id\":\"a\",\"name\":\"n\",\"profile\":\"p\"} -> -");
        assertThat(changes(templates.putGeneric(GenericPutRequest.newBuilder().setName("a").setConfig(text("secret")).build(), TERRAFORM)).getFirst())
                .startsWith("generic/a: - -> 6 bytes, sha256:").doesNotContain("secret");
    }

    @Test
    void a_broken_file_is_answered_with_its_version_in_service_because_clients_take_errors_for_missing(@TempDir Path data) throws Exception {
        assertThat(afterBreaking(data, FileCatalogSettings.defaults())).containsExactly("", "");
    }

    @Test
    void a_broken_file_is_an_error_where_matchbox_is_wanted(@TempDir Path data) throws Exception {
        assertThat(afterBreaking(data, FileCatalogSettings.defaults().withCompatMatchbox(true))).allMatch(told -> told.startsWith("UNKNOWN "));
    }

    private static List<String> afterBreaking(Path data, FileCatalogSettings settings) throws Exception {
        try (var files = new FileCatalogStore(data, settings, new Heard())) {
            done(new Groups(files).put(request(group("a")), TERRAFORM));
            done(new Profiles(files).put(ProfilePutRequest.newBuilder().setProfile(Profile.newBuilder().setId("p")).build(), TERRAFORM));
            Files.writeString(data.resolve("groups/a.json"), "{");
            Files.writeString(data.resolve("profiles/p.json"), "{");
            return List.of(refusal(new Groups(files).get(GroupGetRequest.newBuilder().setId("a").build(), TERRAFORM)),
                    refusal(new Profiles(files).get(ProfileGetRequest.newBuilder().setId("p").build(), TERRAFORM)));
        }
    }

    @Test
    void a_group_for_an_address_that_is_none_is_taken_with_a_warning() throws Exception {
        assertThat(warning(group("a").putSelector("mac", "zz"))).isEqualTo("wants mac=zz, which is no hardware address: this version of it takes no machine");
        assertThat(warning(group("b").putSelector("MAC", "52-54-00-A1-9C-AE"))).isEmpty();
    }

    @Test
    void names_that_lead_elsewhere_touch_nothing() throws Exception {
        profiles(Profile.newBuilder().setId("victim").setName("untouched"));
        assertThat(refusal(groups.put(request(group("../profiles/victim")), TERRAFORM))).isNotEmpty();
        assertThat(refusal(groups.delete(GroupDeleteRequest.newBuilder().setId("../profiles/victim").build(), TERRAFORM))).isNotEmpty();
        assertThat(refusal(groups.put(request(group("nul\0byte")), TERRAFORM))).isEqualTo("UNKNOWN invalid character in file path");
        assertThat(profile("victim").getName()).isEqualTo("untouched");
    }

    private static ByteString text(String text) {
        return ByteString.copyFromUtf8(text);
    }

    private static Group.Builder group(String id) {
        return Group.newBuilder().setId(id).setProfile("p");
    }

    private static GroupPutRequest request(Group.Builder group) {
        return GroupPutRequest.newBuilder().setGroup(group).build();
    }

    private void put(Group.Builder group) throws Exception {
        done(groups.put(request(group), TERRAFORM));
    }

    private void profiles(Profile.Builder profile) throws Exception {
        done(profiles.put(ProfilePutRequest.newBuilder().setProfile(profile).build(), TERRAFORM));
    }

    private Profile profile(String id) throws Exception {
        return done(profiles.get(ProfileGetRequest.newBuilder().setId(id).build(), TERRAFORM)).getProfile();
    }

    static <A> Answer<A> last(Answer<A> answer) throws Exception {
        Answer<A> now = answer;
        while (now instanceof Later<A> || now instanceof Promised<A>) {
            now = now instanceof Later<A> later ? later.work().call() : ((Promised<A>) now).start().get().toCompletableFuture().get();
        }
        return now;
    }

    static <A> A done(Answer<A> answer) throws Exception {
        if (last(answer) instanceof Done<A> done) {
            return done.message();
        }
        throw new AssertionError("refused");
    }

    static <A> String refusal(Answer<A> answer) throws Exception {
        return last(answer) instanceof Refused<A> refused ? refused.code() + " " + refused.text() : "";
    }

    private String warning(Group.Builder put) throws Exception {
        return last(groups.put(request(put), TERRAFORM)) instanceof Done<GroupPutResponse> done ? done.warning().map(Reason::sentence).orElse("") : "refused";
    }

    private static String told(Optional<Version> version) {
        return version.map(Version::told).orElse("-");
    }

    private static <A> List<String> changes(Answer<A> answer) throws Exception {
        return last(answer) instanceof Done<A> done ? done.changes().stream()
                .map(change -> change.file() + ": " + told(change.before()) + " -> " + told(change.after())).toList() : List.of();
    }
}
