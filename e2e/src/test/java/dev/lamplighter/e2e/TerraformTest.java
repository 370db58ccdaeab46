package dev.lamplighter.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.google.protobuf.ByteString;
import dev.lamplighter.api.serverpb.GenericPutRequest;
import dev.lamplighter.api.serverpb.GroupGetRequest;
import dev.lamplighter.api.serverpb.GroupListRequest;
import dev.lamplighter.api.serverpb.GroupPutRequest;
import dev.lamplighter.api.serverpb.IgnitionPutRequest;
import dev.lamplighter.api.serverpb.ProfileGetRequest;
import dev.lamplighter.api.serverpb.ProfileListRequest;
import dev.lamplighter.api.serverpb.ProfilePutRequest;
import dev.lamplighter.api.storagepb.Group;
import dev.lamplighter.api.storagepb.NetBoot;
import dev.lamplighter.api.storagepb.Profile;
import dev.lamplighter.e2e.TerraformProvider.Resource;
import dev.lamplighter.e2e.TerraformProvider.Resource.MatchboxGroup;
import dev.lamplighter.e2e.TerraformProvider.Resource.MatchboxProfile;
import dev.lamplighter.rpc.testing.Certificates;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Terraform's provider for Matchbox and {@code bootcmd} do, call by call, with a server as an operator runs it. */
class TerraformTest {

    static final Certificates CA = Certificates.authority("CN=lab CA");

    static final MatchboxProfile WORKER = new MatchboxProfile("worker", "/assets/vmlinuz", List.of("/assets/initrd"), List.of("ip=dhcp", "console=ttyS0"),
            "{\"ignition\":{\"version\":\"3.3.0\"}}\n", "", "");
    static final MatchboxProfile INSTALL = new MatchboxProfile("install", "", List.of(), List.of(), "", "variant: fcos\nversion: 1.4.0\n# {{.name}}", "name={{.name}}\n\n");

    @TempDir
    Path data;

    @TempDir
    Path certificates;

    final TerraformProvider terraform = new TerraformProvider();

    @Test
    void what_was_applied_is_served_and_a_second_plan_is_empty() throws Exception {
        var wanted = fleet(30);
        try (var server = server(); var client = server.client("CN=terraform")) {
            terraform.apply(client, wanted);

            assertThat(terraform.plan(client, wanted).isEmpty()).isTrue();
            assertThat(server.get("/ipxe?mac=52-54-00-00-00-07")).isEqualTo("#!ipxe\nkernel /assets/vmlinuz ip=dhcp console=ttyS0\ninitrd /assets/initrd\nboot\n");
            assertThat(server.get("/metadata?mac=52:54:00:00:00:07")).contains("NAME=node7\n");
        }
        assertThat(files("groups")).hasSize(30);
        assertThat(files("ignition")).containsExactly("install.yaml.tmpl", "worker.ign");
        try (var again = server(); var client = again.client("CN=terraform")) {
            assertThat(terraform.plan(client, wanted).isEmpty()).as("after a restart").isTrue();
        }
    }

    @Test
    void a_changed_attribute_replaces_the_resource_and_nothing_else() throws Exception {
        try (var server = server(); var client = server.client("CN=terraform")) {
            terraform.apply(client, fleet(3));
            var changed = new ArrayList<>(fleet(3));
            var newer = new MatchboxProfile("worker", "/assets/vmlinuz-2", WORKER.initrd(), List.of(), "", "", "generic");
            changed.set(0, newer);

            assertThat(terraform.plan(client, changed)).isEqualTo(new TerraformProvider.Plan(List.of(), List.of(newer), List.of()));
            terraform.apply(client, changed);
            assertThat(terraform.plan(client, changed).isEmpty()).isTrue();
            assertThat(server.get("/ipxe?mac=52-54-00-00-00-01")).contains("vmlinuz-2").doesNotContain("console");
            assertThat(files("ignition")).containsExactly("install.yaml.tmpl");
            assertThat(server.said()).contains("CN=terraform rpcpb.Profiles/ProfileDelete deleted profiles/worker.json")
                    .contains("CN=terraform rpcpb.Profiles/ProfilePut created profiles/worker.json");
        }
    }

    @Test
    void destroy_leaves_nothing_behind() throws Exception {
        try (var server = server(); var client = server.client("CN=terraform")) {
            terraform.apply(client, fleet(12));
            terraform.destroy(client);
            for (String kind : List.of("groups", "profiles", "ignition", "generic")) {
                assertThat(files(kind)).as(kind).isEmpty();
            }
            assertThat(terraform.plan(client, List.of()).isEmpty()).isTrue();
        }
    }

    @Test
    void what_somebody_else_removed_or_edited_is_planned_again_and_nothing_else() throws Exception {
        try (var server = server(); var client = server.client("CN=terraform")) {
            var wanted = fleet(4);
            terraform.apply(client, wanted);
            Files.delete(data.resolve("groups/node1.json"));
            Files.delete(data.resolve("generic/install"));
            Files.writeString(data.resolve("groups/node2.json"), "{\"id\":\"node2\",\"profile\":\"other\",\"selector\":{\"mac\":\"52:54:00:00:00:02\"}}");

            var plan = terraform.plan(client, wanted);
            assertThat(plan.create()).extracting(Resource::name).containsExactly("install", "node1");
            assertThat(plan.replace()).extracting(Resource::name).containsExactly("node2");
            terraform.apply(client, wanted);
            assertThat(terraform.plan(client, wanted).isEmpty()).isTrue();
        }
    }

    @Test
    void after_an_outage_in_the_middle_of_an_apply_the_next_apply_completes_it() throws Exception {
        var wanted = fleet(200);
        var server = server();
        try (server; var client = server.client("CN=terraform")) {
            Thread killer = Thread.ofVirtual().start(() -> kill(server));
            assertThatThrownBy(() -> terraform.apply(client, wanted)).isInstanceOf(StatusRuntimeException.class);
            killer.join();
        }
        try (var back = server(); var client = back.client("CN=terraform")) {
            terraform.apply(client, wanted);
            assertThat(terraform.plan(client, wanted).isEmpty()).isTrue();
            assertThat(client.groups().groupList(GroupListRequest.getDefaultInstance()).getGroupsCount()).isEqualTo(200);
        }
    }

    /** Ends the server when some groups are there. */
    private void kill(RpcServer server) {
        try {
            while (files("groups").size() < 20) {
                Thread.sleep(5);
            }
            server.kill();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void a_put_that_fails_is_shown_as_it_is_and_the_next_apply_mends_what_was_half_done() throws Exception {
        try (var server = server(); var client = server.client("CN=terraform")) {
            Path inTheWay = Files.createDirectories(data.resolve("ignition/worker.ign"));
            assertThatThrownBy(() -> terraform.apply(client, fleet(1))).isInstanceOfSatisfying(StatusRuntimeException.class,
                    shown -> assertThat(shown.getStatus().getCode()).isEqualTo(Status.Code.UNKNOWN));
            assertThat(files("groups")).isEmpty();

            Files.delete(inTheWay);
            terraform.apply(client, fleet(1));
            assertThat(terraform.plan(client, fleet(1)).isEmpty()).isTrue();
        }
    }

    @Test
    void who_is_not_among_rpc_allow_changes_nothing_and_the_log_names_them() throws Exception {
        try (var server = server("--rpc-allow=CN=terraform;URI:spiffe://lab/ci"); var terraformer = server.client("CN=terraform"); var other = server.client("CN=other")) {
            terraform.apply(terraformer, fleet(1));
            assertThatThrownBy(() -> new TerraformProvider().apply(other, fleet(1))).isInstanceOfSatisfying(StatusRuntimeException.class,
                    shown -> assertThat(shown.getStatus().getCode()).isEqualTo(Status.Code.PERMISSION_DENIED));
            assertThat(server.said()).contains("CN=other rpcpb.Profiles/ProfilePut -> PERMISSION_DENIED").contains("[not-allowed]")
                    .doesNotContain("may change everything");
        }
    }

    @Test
    void bootcmd_creates_lists_and_describes() throws Exception {
        try (var server = server(); var client = server.client("CN=bootcmd")) {
            client.profiles().profilePut(ProfilePutRequest.newBuilder()
                    .setProfile(Profile.newBuilder().setId("p").setName("P").setCloudId("c").setBoot(NetBoot.newBuilder().setKernel("/k").addArgs("a"))).build());
            client.groups().groupPut(GroupPutRequest.newBuilder()
                    .setGroup(Group.newBuilder().setId("g").setName("G").setProfile("p").putSelector("os", "installed").setMetadata(ByteString.copyFromUtf8("{\"x\":\"y\"}")))
                    .build());
            client.ignition().ignitionPut(IgnitionPutRequest.newBuilder().setName("p.ign").setConfig(ByteString.copyFromUtf8("{}")).build());
            client.generic().genericPut(GenericPutRequest.newBuilder().setName("p.tmpl").build());

            assertThat(client.groups().groupList(GroupListRequest.getDefaultInstance()).getGroupsList()).extracting(Group::getId, Group::getProfile)
                    .containsExactly(tuple("g", "p"));
            assertThat(client.profiles().profileList(ProfileListRequest.getDefaultInstance()).getProfilesList()).extracting(Profile::getCloudId).containsExactly("c");
            assertThat(client.groups().groupGet(GroupGetRequest.newBuilder().setId("g").build()).getGroup().getMetadata().toStringUtf8()).isEqualTo("{\"x\":\"y\"}");
            assertThat(client.profiles().profileGet(ProfileGetRequest.newBuilder().setId("p").build()).getProfile().hasBoot()).isTrue();
            assertThat(server.said()).contains("may change everything through gRPC");
        }
    }

    private RpcServer server(String... more) throws IOException, InterruptedException {
        return RpcServer.start(CA, data, certificates, more);
    }

    private static List<Resource> fleet(int machines) {
        var all = new ArrayList<Resource>(List.of(WORKER, INSTALL));
        IntStream.range(0, machines).forEach(i -> all.add(new MatchboxGroup("node" + i, "worker",
                Map.of("mac", String.format("52:54:00:00:00:%02x", i)), i == 0 ? Map.of() : Map.of("name", "node" + i, "rack", "r1"))));
        return all;
    }

    private List<String> files(String folder) throws IOException {
        if (!Files.isDirectory(data.resolve(folder))) {
            return List.of();
        }
        try (var all = Files.list(data.resolve(folder))) {
            return all.map(file -> file.getFileName().toString()).filter(name -> !name.startsWith(".")).sorted().toList();
        }
    }
}
